package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.journey.Channel;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.events.ClickRecorded;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A click as stored; where only its link is known, queries fill the code in from the link. */
@Entity
@Table(name = "touchpoints")
@IdClass(TouchpointRow.Key.class)
class TouchpointRow {

    // A code that cannot exist: what a click of an unknown link is reported with.
    private static final String UNKNOWN_CODE = "?";

    record Key(String tenantId, String source, String touchId, String visitorId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String source;

    @Id
    @Column(name = "touch_id")
    String touchId;

    @Id
    @Column(name = "visitor_id")
    String visitorId;

    @Nullable
    String code;

    @Column(name = "occurred_at")
    Instant occurredAt;

    boolean human;

    @Column(name = "program_key")
    @Nullable
    String programKey;

    @Nullable
    String channel;

    /** Null is a click. */
    @Column(name = "evidence_class")
    @Nullable
    String evidenceClass;

    @Column(name = "late_by_ms")
    @Nullable
    Long lateByMs;

    /** Arrival minus event time; null where that was not kept. */
    @Nullable
    Duration lateBy() {
        return lateByMs == null ? null : Duration.ofMillis(lateByMs);
    }

    Key key() {
        return new Key(tenantId, source, touchId, visitorId);
    }

    boolean concerns(String program) {
        return programKey == null || programKey.equals(program);
    }

    Touchpoint toTouchpoint() {
        return new Touchpoint(
                touchId,
                evidenceClass == null ? EvidenceClass.CLICK : EvidenceClass.valueOf(evidenceClass),
                code == null ? UNKNOWN_CODE : code,
                occurredAt,
                0,
                0,
                human,
                channel);
    }

    /** A click on its way into the table; {@code visitorId} is empty for a redirect. */
    @JsonNaming(SnakeCaseStrategy.class)
    record New(
            String tenantId,
            String source,
            String touchId,
            String visitorId,
            @Nullable String code,
            @Nullable String linkId,
            Instant occurredAt,
            boolean human,
            @Nullable String programKey,
            @Nullable String channel,
            @Nullable String evidenceClass,
            long lateByMs) {

        /** What a click is as evidence; null for an ordinary one, which most are. */
        static @Nullable String evidenceClass(ClickRecorded click) {
            return switch (click.kind()) {
                case SOFT_CLICK -> EvidenceClass.SOFT_CLICK.name();
                case IMPRESSION -> EvidenceClass.IMPRESSION.name();
                case CLICK -> Channel.isPaid(click.parameters()) ? EvidenceClass.PAID_CLICK.name() : null;
            };
        }
    }
}
