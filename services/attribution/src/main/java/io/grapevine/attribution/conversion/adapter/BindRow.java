package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.Touchpoint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** An edge of the referral forest as stored. */
@Entity
@Table(name = "binds")
@IdClass(BindRow.Key.class)
class BindRow {

    record Key(String tenantId, String programKey, String customerId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "program_key")
    String programKey;

    @Id
    @Column(name = "customer_id")
    String customerId;

    String advocate;

    @Column(name = "participant_id")
    String participantId;

    String code;

    @Column(name = "touch_id")
    String touchId;

    @Column(name = "touched_at")
    Instant touchedAt;

    @Column(name = "evidence_class")
    String evidenceClass;

    @Column(name = "bound_at")
    Instant boundAt;

    @Column(name = "bound_by_event_id")
    String boundByEventId;

    Bind toBind() {
        return new Bind(
                customerId,
                new CodeOwner(programKey, code, participantId, advocate, null),
                new Touchpoint(touchId, EvidenceClass.valueOf(evidenceClass), code, touchedAt, 0, 0, true),
                new EventOrder(boundAt, boundByEventId));
    }

    /** An edge on its way into the table. */
    @JsonNaming(SnakeCaseStrategy.class)
    record New(
            String tenantId,
            String programKey,
            String customerId,
            String advocate,
            String participantId,
            String code,
            String touchId,
            Instant touchedAt,
            String evidenceClass,
            Instant boundAt,
            String boundByEventId) {

        static New of(String tenantId, Bind bind) {
            return new New(
                    tenantId,
                    bind.advocate().programKey(),
                    bind.customer(),
                    bind.advocate().externalId(),
                    bind.advocate().participantId(),
                    bind.through().code(),
                    bind.through().id(),
                    bind.through().at(),
                    bind.through().evidenceClass().name(),
                    bind.order().at(),
                    bind.order().eventId());
        }
    }
}
