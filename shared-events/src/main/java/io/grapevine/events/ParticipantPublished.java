package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/**
 * A person enrolled in a program, so an advocate.
 *
 * @param externalId the site's own id of the person: the same word as a {@code customerId}
 * @param referralCode the participant's first code; further codes are links of the same participant
 */
public record ParticipantPublished(
        String participantId,
        String programKey,
        String externalId,
        String referralCode,
        @Nullable String emailHash,
        @Nullable String locale,
        @Nullable SealedPersonal personal)
        implements EventData.Definition {

    @Override
    public String subject() {
        return participantId;
    }
}
