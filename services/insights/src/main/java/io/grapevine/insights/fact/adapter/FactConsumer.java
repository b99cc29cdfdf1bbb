package io.grapevine.insights.fact.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.insights.fact.CountedFact;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores what people did, each event once; whatever order and however often they come, the table ends the same. */
@ApplicationScoped
class FactConsumer {

    // Sorted, so that two transactions with the same events wait for each other and never deadlock.
    private static final String SAVE = """
            insert into facts (tenant_id, source, event_id, type, program_key, occurred_at, code, participant_id, variant,
                touch_id, link_id, origin, human, customer_id, order_id, refund_id, amount_minor, currency)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "source" text, "eventId" text,
                "type" text, "programKey" text, "occurredAt" timestamptz, "code" text, "participantId" text, "variant" text,
                "touchId" text, "linkId" text, "origin" text, "human" boolean, "customerId" text, "orderId" text,
                "refundId" text, "amountMinor" bigint, "currency" text)
            order by r."source", r."eventId"
            on conflict do nothing""";

    private final BatchConsumer consumer;

    FactConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    @Incoming("facts")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, FactConsumer::save);
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var first = new LinkedHashMap<EventKey, CountedFact>();
        for (var event : events) first.putIfAbsent(new EventKey(event.source(), event.id()), counted(event));
        return Rows.write(session, SAVE, first.values()).replaceWithVoid();
    }

    /** What makes an event the same event within a tenant; of two bodies the first stays. */
    private record EventKey(String source, String id) {}

    private static CountedFact counted(Event<?> event) {
        if (event.data() instanceof EventData.Fact fact) return CountedFact.of(event, fact);
        throw new IllegalArgumentException(
                "no fact on a topic of facts: " + event.type().wireName());
    }
}
