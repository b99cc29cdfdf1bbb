package io.grapevine.clicktracking.outcome.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.clicktracking.outcome.ReceivedEvent;
import io.grapevine.events.EventJson;
import io.grapevine.events.EventRejected.FieldProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything the tables say about one event id, in one round trip. */
@ApplicationScoped
class EventPage {

    private static final String EVERYTHING = """
            select cast(jsonb_build_object(\
            'received', (select coalesce(jsonb_agg(to_jsonb(e) order by e.received_at), '[]') from received_events e \
              where e.tenant_id = :tenant and e.event_id = :id), \
            'related', (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from received_events o where o.tenant_id = :tenant \
              and (o.order_id in (select e.order_id from received_events e where e.tenant_id = :tenant and e.event_id = :id) \
              or o.refund_id in (select e.refund_id from received_events e where e.tenant_id = :tenant and e.event_id = :id))), \
            'conflicting', (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from conflicting_events c \
              where c.tenant_id = :tenant and c.event_id = :id), \
            'conversions', (select coalesce(jsonb_agg(to_jsonb(d) order by d.conversion_id), '[]') from decided_conversions d \
              where d.tenant_id = :tenant and d.event_id = :id), \
            'dead', (select coalesce(jsonb_agg(to_jsonb(x) order by x.died_at), '[]') from dead_events x \
              where x.tenant_id = :tenant and x.event_id = :id), \
            'rejections', (select coalesce(jsonb_agg(to_jsonb(r) - 'ciphertext' order by r.received_at), '[]') \
              from rejected_events r where r.tenant_id = :tenant and r.event_id = :id)) as text)""";

    record Everything(
            List<Received> received,
            List<Received> related,
            List<Conflicting> conflicting,
            List<Conversion> conversions,
            List<Dead> dead,
            List<Rejection> rejections) {}

    record Received(
            String source,
            @JsonProperty("event_id") String eventId,
            String type,
            @JsonProperty("body_hash") @Nullable String bodyHash,
            @JsonProperty("occurred_at") Instant occurredAt,
            @JsonProperty("received_at") Instant receivedAt,
            @JsonProperty("order_id") @Nullable String orderId,
            @JsonProperty("refund_id") @Nullable String refundId,
            @Nullable String currency,
            @Nullable String label,
            @JsonProperty("classifier_version") @Nullable String classifierVersion) {

        ReceivedEvent toEvent() {
            return new ReceivedEvent(
                    source, eventId, type, bodyHash, occurredAt, receivedAt, orderId, refundId, currency);
        }
    }

    record Conflicting(
            String source, @JsonProperty("body_hash") String bodyHash) {}

    record Conversion(
            @JsonProperty("conversion_id") String conversionId,
            @JsonProperty("program_key") String programKey,
            int revision,
            @JsonProperty("event_source") String eventSource,
            String kind,
            String outcome,
            @Nullable String reason) {}

    record Dead(
            String source,
            String topic,
            String consumer,
            String reason,
            @JsonProperty("died_at") Instant diedAt) {}

    record Rejection(
            @JsonProperty("rejection_id") String rejectionId,
            @Nullable String type,
            String code,
            List<FieldProblem> errors,
            @JsonProperty("received_at") Instant receivedAt) {}

    private final TenantTransactions transactions;

    EventPage(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    Uni<Everything> about(String tenantId, String eventId) {
        return transactions
                .inTenant(
                        tenantId,
                        session -> session.createNativeQuery(EVERYTHING, String.class)
                                .setParameter("tenant", tenantId)
                                .setParameter("id", eventId)
                                .getSingleResult())
                .map(EventPage::parsed);
    }

    private static Everything parsed(String json) {
        try {
            return EventJson.mapper().readValue(json, Everything.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own rows cannot be read", e);
        }
    }
}
