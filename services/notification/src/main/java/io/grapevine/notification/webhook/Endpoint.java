package io.grapevine.notification.webhook;

import io.grapevine.chassis.signing.Signer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place of a tenant that is told.
 *
 * @param id {@code whk_…}
 * @param url as the tenant wrote it; read and checked again at every attempt
 * @param signers sign every post, one for each kind of signature that the tenant wants
 * @param replaced sign beside them while a rotation overlaps; null if there are none
 */
public record Endpoint(
        String id,
        String url,
        List<Signer> signers,
        @Nullable Replaced replaced) {

    public Endpoint {
        signers = List.copyOf(signers);
    }

    /** What a rotation replaced; {@code validUntil} itself is too late. */
    public record Replaced(List<Signer> signers, Instant validUntil) {
        public Replaced {
            signers = List.copyOf(signers);
        }
    }

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
    public List<Signer> signersValidAt(Instant now) {
        return Optional.ofNullable(replaced)
                .filter(previous -> now.isBefore(previous.validUntil()))
                .map(previous -> Stream.concat(signers.stream(), previous.signers().stream())
                        .toList())
                .orElse(signers);
    }
}
