package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.events.Event;
import io.grapevine.notification.moment.Occasions;
import io.grapevine.notification.moment.adapter.PlanNotices.Heard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears of moments on the log. A consumer of its own, so that people and webhooks never wait for each other. */
@ApplicationScoped
class MomentConsumer {

    private final BatchConsumer consumer;
    private final PlanNotices planNotices;

    MomentConsumer(BatchConsumer consumer, PlanNotices planNotices) {
        this.consumer = consumer;
        this.planNotices = planNotices;
    }

    @Incoming("moments")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, this::plan);
    }

    private Uni<Void> plan(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var heard = new ArrayList<Heard>();
        for (var event : events)
            for (var occasion : Occasions.in(event)) heard.add(new Heard(occasion, event.correlationId()));
        return planNotices.handle(session, tenantId, heard);
    }
}
