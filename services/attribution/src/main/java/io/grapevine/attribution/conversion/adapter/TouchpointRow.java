package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.identity.Consented;
import io.grapevine.attribution.identity.Consented.Answer;
import io.grapevine.attribution.journey.Channel;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Consent;
import io.grapevine.events.Event;
import io.grapevine.events.TrafficLabel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A click as stored; where only its link is known, queries fill the code in from the link. */
@Entity
@Table(name = "touchpoints")
@IdClass(TouchpointRow.Key.class)
class TouchpointRow {

    static final String COLUMNS =
            "t.tenant_id, t.visitor, t.touch, t.occurred_at, t.human, t.program_key, t.channel, t.evidence_class, t.late_by_ms, t.touch_id, t.consent, t.device, t.site, t.term, t.data_centre";

    // A code that cannot exist: what a click of an unknown link is reported with.
    private static final String UNKNOWN_CODE = "?";

    // No program's bound is lower; what came in time takes no room.
    private static final long WORTH_KEEPING_MS = 3_600_000;

    record Key(String tenantId, UUID visitor, UUID touch) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    /** Key of the visitor's id ({@link LookupKeys#ofVisitor}). */
    @Id
    UUID visitor;

    @Id
    UUID touch;

    /** Null for our own clicks, whose id {@code touch} is. */
    @Column(name = "touch_id")
    @Nullable
    String touchId;

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

    /** What the person had said by then; null where they were not asked. Who refused left no visitor. */
    @Nullable
    String consent;

    /** Key of the device that the host named. */
    @Nullable
    UUID device;

    EventOrder order() {
        return new EventOrder(occurredAt, touchId == null ? LookupKeys.clickId(touch) : touchId);
    }

    /** Where it came from, as far as {@link Origins} ask. */
    @Nullable
    String site;

    @Nullable
    String term;

    @Column(name = "data_centre")
    @Nullable
    Boolean dataCentre;

    /** Arrival minus event time; null where no program could find it late. */
    @Nullable
    Duration lateBy() {
        return lateByMs == null ? null : Duration.ofMillis(lateByMs);
    }

    /** Whether its person agrees to it. */
    Consented consented(Collection<Answer> answers) {
        return consent == null ? Consented.UNASKED : Consented.of(Consent.valueOf(consent), order(), answers);
    }

    Key key() {
        return new Key(tenantId, visitor, touch);
    }

    boolean concerns(String program) {
        return programKey == null || programKey.equals(program);
    }

    Touchpoint toTouchpoint() {
        return new Touchpoint(
                touchId == null ? LookupKeys.clickId(touch) : touchId,
                evidenceClass == null ? EvidenceClass.CLICK : EvidenceClass.valueOf(evidenceClass),
                code == null ? UNKNOWN_CODE : code,
                occurredAt,
                0,
                0,
                human,
                channel);
    }

    /** A click on its way into the table. */
    record New(
            UUID visitor,
            UUID touch,
            @Nullable String source,
            @Nullable String touchId,
            @Nullable String code,
            @Nullable String linkId,
            Instant occurredAt,
            boolean human,
            @Nullable String programKey,
            @Nullable String channel,
            @Nullable String evidenceClass,
            @Nullable Long lateByMs,
            @Nullable String consent,
            @Nullable UUID device,
            @Nullable String site,
            @Nullable String term,
            @Nullable Boolean dataCentre) {

        /** @param at when the link was followed */
        static New of(Event<?> event, ClickRecorded click, Instant at, Duration lateBy) {
            var source = click.origin() == ClickRecorded.Origin.HOST ? event.source() : "";
            var consent = click.context().consent();
            var denied = consent == Consent.DENIED; // counted, and nobody's
            var own = source.isEmpty() ? LookupKeys.ofClickId(click.touchId()) : null;
            return new New(
                    LookupKeys.ofVisitor(denied ? null : click.visitorId()),
                    own != null ? own : LookupKeys.ofTouch(source, click.touchId(), at),
                    own != null ? null : source,
                    own != null ? null : click.touchId(),
                    click.code(),
                    click.code() != null ? null : click.linkId(),
                    at,
                    click.label() == TrafficLabel.HUMAN,
                    click.context().programKey(),
                    Channel.of(click.parameters()),
                    evidenceClass(click),
                    lateBy.toMillis() > WORTH_KEEPING_MS ? lateBy.toMillis() : null,
                    consent == null || denied ? null : consent.name(),
                    denied ? null : LookupKeys.ofDevice(click.context().deviceKey()),
                    Origins.site(click),
                    Origins.term(click, Channel.isPaid(click.parameters())),
                    Origins.dataCentre(click));
        }

        private record Identity(UUID visitor, @Nullable String source, String touch) {}

        /** What makes it the same click, whatever else a report of it says. */
        Object identity() {
            return new Identity(visitor, source, touchId == null ? touch.toString() : touchId);
        }

        /** What a click is as evidence; null for an ordinary one, which most are. */
        private static @Nullable String evidenceClass(ClickRecorded click) {
            return switch (click.kind()) {
                case SOFT_CLICK -> EvidenceClass.SOFT_CLICK.name();
                case IMPRESSION -> EvidenceClass.IMPRESSION.name();
                case CLICK -> Channel.isPaid(click.parameters()) ? EvidenceClass.PAID_CLICK.name() : null;
            };
        }
    }
}
