package io.grapevine.notification.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place of a tenant that wants to be told.
 *
 * @param id {@code whk_…}
 * @param secret signs every post
 * @param previousSecret signs beside it while a rotation overlaps; null if there is none
 * @param disabledBecause null while the endpoint is on
 */
public record Endpoint(
        String id,
        Target target,
        Subscription subscription,
        SigningSecret secret,
        @Nullable ExpiringSecret previousSecret,
        @Nullable DisabledReason disabledBecause) {

    /** A secret that a rotation replaced; {@code validUntil} itself is too late. */
    public record ExpiringSecret(SigningSecret secret, Instant validUntil) {}

    /** Why an endpoint is off. */
    public enum DisabledReason {
        /** The receiver answered 410. */
        GONE,
        /** The tenant switched it off. */
        BY_TENANT
    }

    /** The newest first, as Standard Webhooks wants the signatures listed. */
    public List<SigningSecret> secretsValidAt(Instant now) {
        return Optional.ofNullable(previousSecret)
                .filter(previous -> now.isBefore(previous.validUntil()))
                .map(previous -> List.of(secret, previous.secret()))
                .orElseGet(() -> List.of(secret));
    }
}
