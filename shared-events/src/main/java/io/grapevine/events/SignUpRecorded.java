package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/**
 * A person became a customer of the site.
 *
 * @param emailHash keyed hash of the normalised address, for matching; the address itself is in {@code personal}
 * @param emailFormHash the same of the form that the address comes down to, without what its provider ignores; null if that is the address itself, or before 2026-11
 */
public record SignUpRecorded(
        String customerId,
        @Nullable String visitorId,
        Evidence evidence,
        @Nullable String emailHash,
        @Nullable String locale,
        @Nullable SealedPersonal personal,
        Context context,
        @Nullable String emailFormHash)
        implements EventData.Fact {

    /** By an address that is its own form, or by none. */
    public SignUpRecorded(
            String customerId,
            @Nullable String visitorId,
            Evidence evidence,
            @Nullable String emailHash,
            @Nullable String locale,
            @Nullable SealedPersonal personal,
            Context context) {
        this(customerId, visitorId, evidence, emailHash, locale, personal, context, null);
    }

    @Override
    public String subject() {
        return customerId;
    }
}
