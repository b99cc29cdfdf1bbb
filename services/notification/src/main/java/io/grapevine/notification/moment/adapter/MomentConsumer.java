package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.consume.CaughtUp;
import io.grapevine.events.Event;
import io.grapevine.events.Topic;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Hears of moments on the log, once it knows which programs have milestones. A consumer of its own, so that people and webhooks never
 * wait for each other.
 */
@ApplicationScoped
class MomentConsumer {

    private final BatchConsumer consumer;
    private final CaughtUp caughtUp;
    private final PlanMilestones planMilestones;
    private final PlanNotices planNotices;

    MomentConsumer(BatchConsumer consumer, CaughtUp caughtUp, PlanMilestones planMilestones, PlanNotices planNotices) {
        this.consumer = consumer;
        this.caughtUp = caughtUp;
        this.planMilestones = planMilestones;
        this.planNotices = planNotices;
    }

    @Incoming("moments")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return caughtUp.on("notification.mail-programs", Topic.PROGRAMS)
                .chain(() -> consumer.consume(batch, this::plan));
    }

    private Uni<Void> plan(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        return planMilestones
                .hear(session, tenantId, events)
                .chain(heard -> planNotices.handle(session, tenantId, heard));
    }
}
