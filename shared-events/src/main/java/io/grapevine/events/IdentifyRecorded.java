package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/**
 * A browser and a customer are the same person.
 *
 * @param emailFormHash the same of the form that the address comes down to, without what its provider ignores; null if that is the address itself, or before 2026-11
 */
public record IdentifyRecorded(
        String visitorId,
        String customerId,
        @Nullable String emailHash,
        @Nullable SealedPersonal personal,
        Context context,
        @Nullable String emailFormHash)
        implements EventData.Fact {

    /** By an address that is its own form, or by none. */
    public IdentifyRecorded(
            String visitorId,
            String customerId,
            @Nullable String emailHash,
            @Nullable SealedPersonal personal,
            Context context) {
        this(visitorId, customerId, emailHash, personal, context, null);
    }

    @Override
    public String subject() {
        return customerId;
    }
}
