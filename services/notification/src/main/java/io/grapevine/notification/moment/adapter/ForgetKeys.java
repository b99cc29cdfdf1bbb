package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.tenancy.TenantSweep;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;

/** Lets keys go that open no reader's fields: they came with purchases and shares. */
@ApplicationScoped
class ForgetKeys {

    /** What a key opens has come down the log by then, or the key has been read long before its event. */
    private static final Duration WAITS = Duration.ofDays(7);

    private static final int MOST_AT_ONCE = 1_000;

    private static final String FORGET = """
            delete from personal_keys where tenant_id = :tenant and key_id in (select k.key_id from personal_keys k
            where k.tenant_id = :tenant and k.kept_at < :before and not exists (select 1 from readers r
            where r.tenant_id = k.tenant_id and r.key_id = k.key_id) limit :most)""";

    private final KnownTenants tenants;
    private final TenantSweep sweep;
    private final InstantSource clock;

    ForgetKeys(KnownTenants tenants, TenantSweep sweep, InstantSource clock) {
        this.tenants = tenants;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        var before = clock.instant().minus(WAITS);
        return sweep.run(
                "keys that open nothing",
                tenants.withAProgram(),
                MOST_AT_ONCE,
                (session, tenantId) -> session.createNativeQuery(FORGET)
                        .setParameter("tenant", tenantId)
                        .setParameter("before", before)
                        .setParameter("most", MOST_AT_ONCE)
                        .executeUpdate());
    }
}
