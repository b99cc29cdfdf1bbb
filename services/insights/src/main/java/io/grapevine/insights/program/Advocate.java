package io.grapevine.insights.program;

import io.grapevine.events.ParticipantPublished;

/** Who is enrolled in a program, under which name of the site's own and with which first code. */
public record Advocate(
        String tenantId, String participantId, String programKey, String externalId, String referralCode) {

    public static Advocate of(String tenantId, ParticipantPublished participant) {
        return new Advocate(
                tenantId,
                participant.participantId(),
                participant.programKey(),
                participant.externalId(),
                participant.referralCode());
    }
}
