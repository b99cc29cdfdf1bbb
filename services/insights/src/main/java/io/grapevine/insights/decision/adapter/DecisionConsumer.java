package io.grapevine.insights.decision.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged;
import io.grapevine.insights.decision.ConversionHead;
import io.grapevine.insights.decision.RewardHead;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the latest word on every conversion and reward; revision and sequence say which is the latest, not the order of arrival. */
@ApplicationScoped
class DecisionConsumer {

    // Stores them and moves the figures that they change (R__funnel.sql).
    private static final String FOLD = """
            select count(*) from fold_decisions(cast(cast(:conversions as text) as jsonb), cast(cast(:rewards as text) as jsonb))""";

    private final BatchConsumer consumer;

    DecisionConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    @Incoming("decisions")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, DecisionConsumer::save);
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var conversions = new ArrayList<ConversionHead>();
        var rewards = new ArrayList<RewardHead>();
        for (var event : events)
            switch (event.data()) {
                case ConversionDecided decided -> conversions.add(ConversionHead.of(tenantId, decided));
                case RewardChanged changed -> rewards.add(RewardHead.of(tenantId, changed));
                default ->
                    throw new IllegalArgumentException("no decision on a topic of decisions: "
                            + event.type().wireName());
            }
        return session.createNativeQuery(FOLD, Long.class)
                .setParameter("conversions", Rows.json(conversions))
                .setParameter("rewards", Rows.json(rewards))
                .getSingleResult()
                .replaceWithVoid();
    }
}
