package io.grapevine.programs.link;

import io.grapevine.events.definition.Destination;
import io.grapevine.programs.code.ReferralCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code, whose it is and where it leads.
 *
 * @param id {@code lnk_…}
 * @param externalId the participant's, as events name the person
 * @param destination null follows the program's destination
 * @param effectiveFrom event time from which a touch with this code counts; null for all times
 */
public record Link(
        String id,
        String programKey,
        ReferralCode code,
        String participantId,
        String externalId,
        @Nullable Destination destination,
        @Nullable Instant effectiveFrom) {}
