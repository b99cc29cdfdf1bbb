package io.grapevine.insights.program;

import io.grapevine.events.LinkPublished;

/** Whose code it is, and of which program. */
public record CodeOwner(
        String tenantId, String linkId, String programKey, String code, String participantId, String externalId) {

    public static CodeOwner of(String tenantId, LinkPublished link) {
        return new CodeOwner(
                tenantId, link.linkId(), link.programKey(), link.code(), link.participantId(), link.externalId());
    }
}
