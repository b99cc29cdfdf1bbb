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

    // Stores them and moves the figures that they change (R__funnel.sql).
    private static final String FOLD = "select count(*) from fold_facts(cast(:rows as jsonb))";

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
        for (var event : events)
            first.merge(new EventKey(event.source(), event.id()), counted(event), CountedFact::first);
        return Rows.read(session, FOLD, first.values(), Long.class).replaceWithVoid();
    }

    /** What makes an event the same event within a tenant; of two bodies the first stays. */
    private record EventKey(String source, String id) {}

    private static CountedFact counted(Event<?> event) {
        if (event.data() instanceof EventData.Fact fact) return CountedFact.of(event, fact);
        throw new IllegalArgumentException(
                "no fact on a topic of facts: " + event.type().wireName());
    }
}
