package io.grapevine.notification.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place of a tenant that is told.
 *
 * @param id {@code whk_…}
 * @param url as the tenant wrote it; read and checked again at every attempt
 * @param secret signs every post
 * @param previousSecret signs beside it while a rotation overlaps; null if there is none
 */
public record Endpoint(
        String id,
        String url,
        SigningSecret secret,
        @Nullable ExpiringSecret previousSecret) {

    /** A secret that a rotation replaced; {@code validUntil} itself is too late. */
    public record ExpiringSecret(SigningSecret secret, Instant validUntil) {}

    /** Why an endpoint is off. */
    public enum DisabledReason {
        /** The receiver answered 410. */
        GONE,
        /** The tenant switched it off. */
        BY_TENANT;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The newest first, as Standard Webhooks wants the signatures listed. */
    public List<SigningSecret> secretsValidAt(Instant now) {
        return Optional.ofNullable(previousSecret)
                .filter(previous -> now.isBefore(previous.validUntil()))
                .map(previous -> List.of(secret, previous.secret()))
                .orElseGet(() -> List.of(secret));
    }
}
