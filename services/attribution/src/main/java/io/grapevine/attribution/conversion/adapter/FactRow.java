package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.events.Consent;
import io.grapevine.events.EventData;
import io.grapevine.events.EventJson;
import io.grapevine.events.EventType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fact as stored: the columns that are looked up by, and the data as it came. */
@Entity
@Table(name = "facts")
@IdClass(FactRow.Key.class)
class FactRow {

    // Named one by one: Hibernate Reactive fails on a result column that the entity does not map.
    static final String COLUMNS =
            "tenant_id, source, event_id, type, occurred_at, program_key, customer_id, visitor_id, order_id, refund_id, data, late_by_ms";

    record Key(String tenantId, String source, String eventId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String source;

    @Id
    @Column(name = "event_id")
    String eventId;

    String type;

    @Column(name = "occurred_at")
    Instant occurredAt;

    @Column(name = "program_key")
    @Nullable
    String programKey;

    @Column(name = "customer_id")
    @Nullable
    String customerId;

    @Column(name = "visitor_id")
    @Nullable
    String visitorId;

    @Column(name = "order_id")
    @Nullable
    String orderId;

    @Column(name = "refund_id")
    @Nullable
    String refundId;

    String data;

    @Column(name = "late_by_ms")
    @Nullable
    Long lateByMs;

    @Transient
    @Nullable
    EventData parsed;

    Key key() {
        return new Key(tenantId, source, eventId);
    }

    EventOrder order() {
        return new EventOrder(occurredAt, eventId);
    }

    /** Whether the fact is for this program: named, or for all of the tenant. */
    boolean concerns(String program) {
        return programKey == null || programKey.equals(program);
    }

    /** Arrival minus event time; null where that was not kept. */
    @Nullable
    Duration lateBy() {
        return lateByMs == null ? null : Duration.ofMillis(lateByMs);
    }

    /** The data as it came; read out of its JSON once, however many programs ask. */
    EventData parsed() {
        if (parsed == null) parsed = EventJson.read(EventType.valueOf(type), data.getBytes(StandardCharsets.UTF_8));
        return parsed;
    }

    /** What the event itself says. */
    @Nullable
    Consent consent() {
        return ((EventData.Fact) parsed()).context().consent();
    }

    /** Key of the device that the host named. */
    @Nullable
    UUID device() {
        return LookupKeys.ofDevice(((EventData.Fact) parsed()).context().deviceKey());
    }

    /** A fact on its way into the table. */
    record New(
            String source,
            String eventId,
            String type,
            Instant occurredAt,
            @Nullable String bodyHash,
            @Nullable String programKey,
            @Nullable String customerId,
            @Nullable String visitorId,
            @Nullable String orderId,
            @Nullable String refundId,
            @Nullable String code,
            String data,
            long lateByMs,
            @Nullable String emailForm,
            @Nullable String consent,
            @Nullable UUID device) {}
}
