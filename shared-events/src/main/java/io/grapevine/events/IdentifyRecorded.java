package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/** A browser and a customer are the same person. */
public record IdentifyRecorded(
        String visitorId,
        String customerId,
        @Nullable String emailHash,
        @Nullable SealedPersonal personal,
        Context context)
        implements EventData.Fact {

    @Override
    public String subject() {
        return customerId;
    }
}
