package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    // Whoever comes later finds the lane taken, until its holder has let go of it or has not been heard of for too
    // long.
    private static final String HOLD_LANE = """
            with held as (update webhooks set lane = :lane, lane_until = :until where tenant_id = :tenant \
            and webhook_id = :webhook and (lane is null or lane = :lane or lane_until <= :now) returning *) \
            select tenant_id, webhook_id, url, types, secret, previous_secret, previous_secret_until, disabled, paused_until, created_at, signatures, \
            signing_key, public_key, previous_signing_key, ordered, max_per_second, spent_until, failures_in_row, open_until, lane, lane_until from held""";
    private static final String LEAVE_LANE = """
            update webhooks set lane = null, lane_until = null \
            where tenant_id = :tenant and webhook_id = :webhook and lane = :lane""";

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

    /** The endpoint, locked until the transaction ends, if nobody else serves it; empty also if there is none. */
    Uni<Optional<WebhookRow>> holdLane(
            Mutiny.StatelessSession session, DueEndpoints.Due due, String lane, Instant now, Instant until) {
        return session.createNativeQuery(HOLD_LANE, WebhookRow.class)
                .setParameter("lane", lane)
                .setParameter("until", until)
                .setParameter("tenant", due.tenantId())
                .setParameter("webhook", due.webhookId())
                .setParameter("now", now)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    Uni<Void> leaveLane(Mutiny.StatelessSession session, DueEndpoints.Due due, String lane) {
        return session.createNativeQuery(LEAVE_LANE)
                .setParameter("tenant", due.tenantId())
                .setParameter("webhook", due.webhookId())
                .setParameter("lane", lane)
                .executeUpdate()
                .replaceWithVoid();
    }

    static Problem unknown() {
        return Problem.notFound("There is no such webhook.");
    }
}
