package io.grapevine.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code that leads somewhere and belongs to a participant.
 *
 * @param code unique in the tenant
 * @param destination absolute http(s) address, already checked
 * @param effectiveFrom event time from which a touch with this code counts; null for all times
 */
public record LinkPublished(
        String linkId,
        String programKey,
        String code,
        String participantId,
        String externalId,
        String destination,
        @Nullable Instant effectiveFrom)
        implements EventData.Definition {

    @Override
    public String subject() {
        return linkId;
    }
}
