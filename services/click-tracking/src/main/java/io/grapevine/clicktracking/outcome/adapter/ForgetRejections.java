package io.grapevine.clicktracking.outcome.adapter;

import io.grapevine.chassis.tenancy.TenantSweep;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Removes rejected events, and what opens their bodies, once they are older than their topic keeps them. The service's own role sees
 * one tenant at a time, so who has old ones is asked with the relay's role and they are removed as the tenant.
 */
@ApplicationScoped
class ForgetRejections {

    /** As {@code grapevine.rejections} does; the contract says so. */
    static final Duration KEPT = Duration.ofDays(90);
    /** Keeps the transaction short; what is left goes with the next one. */
    static final int MOST_AT_ONCE = 1_000;

    private static final String TENANTS = "select distinct tenant_id from rejected_events where received_at < $1";

    // Another replica may be sweeping the same rows: it is let have them.
    private static final String FORGET = """
            with old as (delete from rejected_events where tenant_id = :tenant and rejection_id in (select o.rejection_id \
            from rejected_events o where o.tenant_id = :tenant and o.received_at < :before limit :most for update skip locked) \
            returning tenant_id, key_id), \
            keys as (delete from rejection_keys k using old where k.tenant_id = old.tenant_id and k.key_id = old.key_id) \
            select count(*) from old""";

    private final Pool relayPool;
    private final TenantSweep sweep;
    private final InstantSource clock;

    ForgetRejections(@ReactiveDataSource("relay") Pool relayPool, TenantSweep sweep, InstantSource clock) {
        this.relayPool = relayPool;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        var before = clock.instant().minus(KEPT);
        return sweep.run(
                "old rejections",
                tenants(before),
                MOST_AT_ONCE,
                (session, tenantId) -> forgetSome(session, tenantId, before));
    }

    private Uni<List<String>> tenants(Instant before) {
        return relayPool
                .preparedQuery(TENANTS)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var tenants = new ArrayList<String>();
                    rows.forEach(row -> tenants.add(row.getString("tenant_id")));
                    return tenants;
                });
    }

    private static Uni<Integer> forgetSome(Mutiny.StatelessSession session, String tenantId, Instant before) {
        return session.createNativeQuery(FORGET, Long.class)
                .setParameter("tenant", tenantId)
                .setParameter("before", before)
                .setParameter("most", MOST_AT_ONCE)
                .getSingleResult()
                .map(Long::intValue);
    }
}
