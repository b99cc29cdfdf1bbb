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
            d.ended_at, d.delivered_at, d.delivered_code, d.delivered_ms, %s as body from deliveries d join messages m on m.tenant_id = d.tenant_id and m.subject = d.subject \
            and m.sequence = d.sequence where d.tenant_id = :tenant and d.webhook_id = :webhook""";
    private static final String PAGE = LISTED.formatted("cast(null as text)") + """
             and (:status = '' or d.status = :status) and (:before = '' or d.delivery_id < :before) \
            order by d.delivery_id desc limit :room""";
    private static final String ONE = LISTED.formatted("m.body") + " and d.delivery_id = :delivery";
    private static final String ATTEMPTS = """
            select * from attempts where tenant_id = :tenant \
            and delivery_id in (select jsonb_array_elements_text(cast(cast(:deliveries as text) as jsonb))) order by delivery_id, attempt""";
    // The attempt that succeeded goes to the others, since the next one to succeed takes its place in the row.
    private static final String REPLAY = """
            with chosen as (%s), kept as (insert into attempts (tenant_id, delivery_id, attempt, attempted_at, status_code, duration_ms) \
            select d.tenant_id, d.delivery_id, d.attempts, d.delivered_at, d.delivered_code, d.delivered_ms \
            from deliveries d join chosen on chosen.tenant_id = d.tenant_id and chosen.delivery_id = d.delivery_id \
            where d.delivered_at is not null on conflict do nothing returning 1) \
            update deliveries d set status = 'pending', due_at = :now, failures = 0, ended_at = null, delivered_at = null from chosen \
            where d.tenant_id = chosen.tenant_id and d.delivery_id = chosen.delivery_id""";
    private static final String REPLAY_ALL = REPLAY.formatted("""
            select tenant_id, delivery_id from deliveries where tenant_id = :tenant and webhook_id = :webhook \
            and status = 'dead_letter' for update""");
    // What was delivered comes again, too: whoever asks for a period has lost what it was told.
    private static final String REPLAY_PERIOD = REPLAY.formatted("""
            select p.tenant_id, p.delivery_id from deliveries p join changes c on c.tenant_id = p.tenant_id \
            and c.subject = p.subject and c.sequence = p.sequence where p.tenant_id = :tenant and p.webhook_id = :webhook \
            and p.status in ('dead_letter', 'delivered') and c.changed_at >= :from and c.changed_at < :to for update of p""");
    private static final String REPLAY_ONE = REPLAY.formatted("""
            select tenant_id, delivery_id from deliveries where tenant_id = :tenant and webhook_id = :webhook \
            and delivery_id = :delivery and status in ('dead_letter', 'delivered') for update""");

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
        return session.createNativeQuery(REPLAY_ALL)
                .setParameter("now", now)
                .setParameter("tenant", webhook.tenantId)
                .setParameter("webhook", webhook.webhookId)
                .executeUpdate();
    }

    /** Everything that has ended and tells of a change in that time, to exclusive, under the ids it had; answers how many. */
    Uni<Integer> replayPeriod(
            Mutiny.StatelessSession session, WebhookRow webhook, Instant from, Instant to, Instant now) {
        return session.createNativeQuery(REPLAY_PERIOD)
                .setParameter("now", now)
                .setParameter("tenant", webhook.tenantId)
                .setParameter("webhook", webhook.webhookId)
                .setParameter("from", from)
                .setParameter("to", to)
                .executeUpdate();
    }

    /** One that has ended; answers 0 if it has not. */
    Uni<Integer> replay(Mutiny.StatelessSession session, WebhookRow webhook, String deliveryId, Instant now) {
        return session.createNativeQuery(REPLAY_ONE)
                .setParameter("now", now)
                .setParameter("tenant", webhook.tenantId)
                .setParameter("webhook", webhook.webhookId)
                .setParameter("delivery", deliveryId)
                .executeUpdate();
    }
}
