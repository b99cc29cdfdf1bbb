package io.grapevine.programs.participant.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.definition.Destination;
import io.grapevine.programs.code.ReferralCode;
import io.grapevine.programs.link.Link;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A link as the table holds it; without destination it follows its program. */
@Entity
@Table(name = "links")
@IdClass(LinkRow.Key.class)
class LinkRow {

    record Key(String tenantId, String linkId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    @JsonProperty("tenant_id")
    String tenantId;

    @Id
    @Column(name = "link_id")
    @JsonProperty("link_id")
    String linkId;

    @Column(name = "program_key")
    @JsonProperty("program_key")
    String programKey;

    @JsonProperty
    String code;

    @Column(name = "participant_id")
    @JsonProperty("participant_id")
    String participantId;

    @Column(name = "external_id")
    @JsonProperty("external_id")
    String externalId;

    @JsonProperty
    @Nullable
    String destination;

    @Column(name = "effective_from")
    @JsonProperty("effective_from")
    @Nullable
    Instant effectiveFrom;

    @Column(name = "created_at")
    @JsonProperty("created_at")
    Instant createdAt;

    static LinkRow of(String tenantId, Link link, Instant createdAt) {
        var row = new LinkRow();
        row.tenantId = tenantId;
        row.linkId = link.id();
        row.programKey = link.programKey();
        row.code = link.code().value();
        row.participantId = link.participantId();
        row.externalId = link.externalId();
        row.destination = link.destination() == null ? null : link.destination().address();
        row.effectiveFrom = link.effectiveFrom();
        row.createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        return row;
    }

    Link toLink() {
        return new Link(
                linkId,
                programKey,
                new ReferralCode(code),
                participantId,
                externalId,
                destination == null ? null : new Destination(destination),
                effectiveFrom);
    }

    LinkPublished published(Destination program) {
        return new LinkPublished(
                linkId,
                programKey,
                code,
                participantId,
                externalId,
                destination == null ? program.address() : destination,
                effectiveFrom);
    }
}
