package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.notification.webhook.DeliveryStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Deliveries as their tenant lists and replays them, in the caller's transaction. */
@ApplicationScoped
class DeliveryLists {

    private static final String LISTED = """
            select d.tenant_id, d.delivery_id, d.status, m.type, m.event_id, d.due_at, d.attempts, d.last_error, d.created_at, \
            d.ended_at from deliveries d join messages m on m.tenant_id = d.tenant_id and m.subject = d.subject \
            and m.sequence = d.sequence where d.tenant_id = :tenant and d.webhook_id = :webhook""";
    private static final String PAGE = LISTED + """
             and (:status = '' or d.status = :status) and (:before = '' or d.delivery_id < :before) \
            order by d.delivery_id desc limit :room""";
    private static final String ONE = LISTED + " and d.delivery_id = :delivery";
    private static final String ATTEMPTS = """
            select * from attempts where tenant_id = :tenant \
            and delivery_id in (select jsonb_array_elements_text(cast(cast(:deliveries as text) as jsonb))) order by delivery_id, attempt""";
    private static final String REPLAY = """
            update deliveries set status = 'pending', due_at = :now, failures = 0, ended_at = null \
            where tenant_id = :tenant and webhook_id = :webhook and status = 'dead_letter'""";
    private static final String REPLAY_ONE = REPLAY + " and delivery_id = :delivery";

    /** Newest first; {@code before} is the last id of the page before, empty for the first page. */
    Uni<List<DeliveryRow>> page(
            Mutiny.StatelessSession session,
            WebhookRow webhook,
            Optional<DeliveryStatus> status,
            String before,
            int room) {
        return session.createNativeQuery(PAGE, DeliveryRow.class)
                .setParameter("tenant", webhook.tenantId)
                .setParameter("webhook", webhook.webhookId)
                .setParameter("status", status.map(DeliveryStatus::wireName).orElse(""))
                .setParameter("before", before)
                .setParameter("room", room)
                .getResultList();
    }

    Uni<Optional<DeliveryRow>> one(Mutiny.StatelessSession session, WebhookRow webhook, String deliveryId) {
        return session.createNativeQuery(ONE, DeliveryRow.class)
                .setParameter("tenant", webhook.tenantId)
                .setParameter("webhook", webhook.webhookId)
                .setParameter("delivery", deliveryId)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    Uni<List<AttemptRow>> attempts(Mutiny.StatelessSession session, String tenantId, Collection<String> deliveryIds) {
        if (deliveryIds.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(ATTEMPTS, AttemptRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("deliveries", Rows.json(deliveryIds))
                .getResultList();
    }

    /** All dead letters start their ten attempts again, under the ids they had; answers how many. */
    Uni<Integer> replayAll(Mutiny.StatelessSession session, WebhookRow webhook, Instant now) {
        return session.createNativeQuery(REPLAY)
                .setParameter("now", now)
                .setParameter("tenant", webhook.tenantId)
                .setParameter("webhook", webhook.webhookId)
                .executeUpdate();
    }

    /** One dead letter; answers 0 if it is none. */
    Uni<Integer> replay(Mutiny.StatelessSession session, WebhookRow webhook, String deliveryId, Instant now) {
        return session.createNativeQuery(REPLAY_ONE)
                .setParameter("now", now)
                .setParameter("tenant", webhook.tenantId)
                .setParameter("webhook", webhook.webhookId)
                .setParameter("delivery", deliveryId)
                .executeUpdate();
    }
}
