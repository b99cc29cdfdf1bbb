package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.events.LinkPublished;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A code and its owner as stored. */
@Entity
@Table(name = "codes")
@IdClass(CodeRow.Key.class)
class CodeRow {

    record Key(String tenantId, String code) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String code;

    @Column(name = "link_id")
    String linkId;

    @Column(name = "program_key")
    String programKey;

    @Column(name = "participant_id")
    String participantId;

    @Column(name = "external_id")
    String externalId;

    @Column(name = "effective_from")
    @Nullable
    Instant effectiveFrom;

    CodeOwner toOwner() {
        return new CodeOwner(programKey, code, participantId, externalId, effectiveFrom);
    }

    /** A code on its way into the table. */
    @JsonNaming(SnakeCaseStrategy.class)
    record New(
            String tenantId,
            String code,
            String linkId,
            String programKey,
            String participantId,
            String externalId,
            @Nullable Instant effectiveFrom) {

        static New of(String tenantId, LinkPublished link) {
            return new New(
                    tenantId,
                    link.code(),
                    link.linkId(),
                    link.programKey(),
                    link.participantId(),
                    link.externalId(),
                    link.effectiveFrom());
        }
    }
}
