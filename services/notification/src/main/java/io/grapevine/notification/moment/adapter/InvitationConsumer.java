package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.events.Event;
import io.grapevine.events.EventType;
import io.grapevine.notification.moment.Occasions;
import io.grapevine.notification.moment.adapter.PlanNotices.Heard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears whom advocates invite. Outcomes of deliveries, which share the topic, pass by unread: their header says what they are. */
@ApplicationScoped
class InvitationConsumer {

    private static final String TYPE = "ce_type";

    private final BatchConsumer consumer;
    private final PlanNotices planNotices;

    InvitationConsumer(BatchConsumer consumer, PlanNotices planNotices) {
        this.consumer = consumer;
        this.planNotices = planNotices;
    }

    @Incoming("invitations")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        var invitations = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var record : batch) if (isInvitation(record)) invitations.add(record);
        return invitations.isEmpty() ? Uni.createFrom().voidItem() : consumer.consume(invitations, this::plan);
    }

    private static boolean isInvitation(ConsumerRecord<String, byte[]> record) {
        var type = record.headers().lastHeader(TYPE);
        return type != null
                && new String(type.value(), StandardCharsets.UTF_8).equals(EventType.INVITATION_REQUESTED.wireName());
    }

    private Uni<Void> plan(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var heard = new ArrayList<Heard>();
        for (var event : events)
            for (var occasion : Occasions.in(event)) heard.add(new Heard(occasion, event.correlationId()));
        return planNotices.handle(session, tenantId, heard);
    }
}
