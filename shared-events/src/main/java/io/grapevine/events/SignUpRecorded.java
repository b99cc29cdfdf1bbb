package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/**
 * A person became a customer of the site.
 *
 * @param emailHash keyed hash of the normalised address, for matching; the address itself is in {@code personal}
 */
public record SignUpRecorded(
        String customerId,
        @Nullable String visitorId,
        Evidence evidence,
        @Nullable String emailHash,
        @Nullable String locale,
        @Nullable SealedPersonal personal,
        Context context)
        implements EventData.Fact {

    @Override
    public String subject() {
        return customerId;
    }
}
