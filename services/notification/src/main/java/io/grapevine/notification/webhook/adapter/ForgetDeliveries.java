package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.tenancy.TenantSweep;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.hibernate.reactive.mutiny.Mutiny;

/** Removes deliveries that ended long ago, and messages that nobody is told any more, so that the tables stay bounded. */
@ApplicationScoped
class ForgetDeliveries {

    // Keeps the transaction short; what is left goes with the next one.
    private static final int MOST_AT_ONCE = 1_000;

    private static final String FORGET_DELIVERIES = """
            delete from deliveries where tenant_id = :tenant and delivery_id in (select delivery_id from deliveries \
            where tenant_id = :tenant and ended_at < :before limit :most for update skip locked)""";
    private static final String FORGET_MESSAGES = """
            delete from messages m where m.tenant_id = :tenant and (m.subject, m.sequence) in (select o.subject, o.sequence \
            from messages o where o.tenant_id = :tenant and o.created_at < :before and not exists (select 1 from deliveries d \
            where d.tenant_id = o.tenant_id and d.subject = o.subject and d.sequence = o.sequence) limit :most)""";

    private final DueEndpoints endpoints;
    private final TenantSweep sweep;
    private final WebhookConfig config;
    private final InstantSource clock;

    ForgetDeliveries(DueEndpoints endpoints, TenantSweep sweep, WebhookConfig config, InstantSource clock) {
        this.endpoints = endpoints;
        this.sweep = sweep;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        var before = clock.instant().minus(config.kept());
        return sweep.run(
                "old deliveries",
                endpoints.tenants(),
                MOST_AT_ONCE,
                (session, tenantId) -> forgetSome(session, tenantId, before));
    }

    /** Deliveries first: a message goes once the last of its deliveries has gone. */
    private static Uni<Integer> forgetSome(Mutiny.StatelessSession session, String tenantId, Instant before) {
        return delete(session, FORGET_DELIVERIES, tenantId, before)
                .chain(deliveries -> delete(session, FORGET_MESSAGES, tenantId, before)
                        .map(messages -> Math.max(deliveries, messages)));
    }

    private static Uni<Integer> delete(
            Mutiny.StatelessSession session, String statement, String tenantId, Instant before) {
        return session.createNativeQuery(statement)
                .setParameter("tenant", tenantId)
                .setParameter("before", before)
                .setParameter("most", MOST_AT_ONCE)
                .executeUpdate();
    }
}
