package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The endpoints of a tenant, in the caller's transaction. */
@ApplicationScoped
class Webhooks {

    /** Every change of a tenant is checked against all of them; whoever needs more wants a stream (Kafka) instead. */
    static final int MOST_PER_TENANT = 50;

    // Key share: a deletion waits until the caller has written its deliveries; a pause or a new URL does not.
    private static final String LISTENING =
            "select * from webhooks where tenant_id = :tenant order by webhook_id for key share";
    private static final String ALL = "select * from webhooks where tenant_id = :tenant order by webhook_id";
    private static final String ONE_TO_CHANGE =
            "select * from webhooks where tenant_id = :tenant and webhook_id = :webhook for no key update";
    private static final String PAUSE = """
            update webhooks set paused_until = greatest(coalesce(paused_until, :until), :until) \
            where tenant_id = :tenant and webhook_id = :webhook""";
    private static final String GONE =
            "update webhooks set disabled = 'gone' where tenant_id = :tenant and webhook_id = :webhook and disabled is null";

    /** Those to plan deliveries for, held against deletion until the transaction ends. */
    Uni<List<WebhookRow>> listening(Mutiny.StatelessSession session, String tenantId) {
        return session.createNativeQuery(LISTENING, WebhookRow.class)
                .setParameter("tenant", tenantId)
                .getResultList();
    }

    Uni<List<WebhookRow>> all(Mutiny.StatelessSession session, String tenantId) {
        return session.createNativeQuery(ALL, WebhookRow.class)
                .setParameter("tenant", tenantId)
                .getResultList();
    }

    /** @throws Problem 404 if the tenant has no such endpoint */
    Uni<WebhookRow> existing(Mutiny.StatelessSession session, String tenantId, String webhookId) {
        return session.get(WebhookRow.class, new WebhookRow.Key(tenantId, webhookId))
                .onItem()
                .ifNull()
                .failWith(Webhooks::unknown);
    }

    /**
     * The row, locked until the transaction ends, so that two changes of one endpoint do not undo each other.
     *
     * @throws Problem 404 if the tenant has no such endpoint
     */
    Uni<WebhookRow> toChange(Mutiny.StatelessSession session, String tenantId, String webhookId) {
        return session.createNativeQuery(ONE_TO_CHANGE, WebhookRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("webhook", webhookId)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(Webhooks::unknown);
    }

    Uni<Void> pause(Mutiny.StatelessSession session, String tenantId, String webhookId, Instant until) {
        return session.createNativeQuery(PAUSE)
                .setParameter("until", until)
                .setParameter("tenant", tenantId)
                .setParameter("webhook", webhookId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The receiver said 410; the dispatcher then buries what still waits. */
    Uni<Void> gone(Mutiny.StatelessSession session, String tenantId, String webhookId) {
        return session.createNativeQuery(GONE)
                .setParameter("tenant", tenantId)
                .setParameter("webhook", webhookId)
                .executeUpdate()
                .replaceWithVoid();
    }

    static Problem unknown() {
        return Problem.notFound("There is no such webhook.");
    }
}
