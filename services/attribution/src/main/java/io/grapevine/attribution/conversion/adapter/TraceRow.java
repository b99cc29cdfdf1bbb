package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.journey.EventOrder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** That somebody was a customer, as stored: by keyed hashes alone. */
@Entity
@Table(name = "traces")
@IdClass(TraceRow.Key.class)
class TraceRow {

    // Named one by one: Hibernate Reactive fails on a result column that the entity does not map.
    static final String COLUMNS = "tenant_id, trace, customer, kind, occurred_at, event_id, source, late_by_ms";

    /** Ties an address to a customer, and shows nothing else. */
    static final String TIE = "IDENTIFY";

    record Key(String tenantId, String trace, String source, String eventId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String trace;

    @Nullable
    String customer;

    String kind;

    @Column(name = "occurred_at")
    Instant occurredAt;

    @Id
    @Column(name = "event_id")
    String eventId;

    @Id
    String source;

    @Column(name = "late_by_ms")
    @Nullable
    Long lateByMs;

    @Nullable
    Duration lateBy() {
        return lateByMs == null ? null : Duration.ofMillis(lateByMs);
    }

    Trace toTrace(Set<String> ofCustomers) {
        return new Trace(
                Trace.Kind.valueOf(kind),
                new EventOrder(occurredAt, eventId),
                customer != null && ofCustomers.contains(customer));
    }

    /** A trace on its way into the table. */
    @JsonNaming(SnakeCaseStrategy.class)
    record New(
            String tenantId,
            String trace,
            @Nullable String customer,
            String kind,
            Instant occurredAt,
            String eventId,
            String source,
            @Nullable Long lateByMs) {}
}
