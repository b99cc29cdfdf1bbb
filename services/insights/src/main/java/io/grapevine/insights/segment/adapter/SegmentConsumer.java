package io.grapevine.insights.segment.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.insights.segment.SegmentNamed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps each customer's latest segment by event time; order and repetition change nothing. */
@ApplicationScoped
class SegmentConsumer {

    private static final String KEEP = """
            insert into segments as known (tenant_id, customer_id, segment, occurred_at, event_id, source)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "customerId" text, "segment" text,
                "occurredAt" timestamptz, "eventId" text, "source" text)
            on conflict (tenant_id, customer_id) do update set segment = excluded.segment, occurred_at = excluded.occurred_at,
                event_id = excluded.event_id, source = excluded.source
            where (known.occurred_at, known.event_id collate "C", known.source collate "C")
                < (excluded.occurred_at, excluded.event_id collate "C", excluded.source collate "C")""";

    private final BatchConsumer consumer;

    SegmentConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    @Incoming("segments")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, SegmentConsumer::save);
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        // In order of customers: two writers of a tenant then wait for each other in one direction only.
        var named = new TreeMap<String, SegmentNamed>();
        for (var event : events)
            if (event.data() instanceof EventData.Fact fact)
                SegmentNamed.in(event, fact).ifPresent(it -> named.merge(it.customerId(), it, SegmentNamed::latest));
        return named.isEmpty()
                ? Uni.createFrom().voidItem()
                : Rows.write(session, KEEP, named.values()).replaceWithVoid();
    }
}
