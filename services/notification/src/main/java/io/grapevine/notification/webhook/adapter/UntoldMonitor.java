package io.grapevine.notification.webhook.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * How far webhooks are behind: {@code grapevine.webhooks.untold} counts what waits, {@code grapevine.webhooks.untold.age.seconds} is how long the oldest of
 * it has, and {@code grapevine.webhooks.overdue.seconds} how long what is due has not been attempted, which a receiver that is down does not raise.
 */
@ApplicationScoped
class UntoldMonitor {

    private static final Logger LOG = Logger.getLogger(UntoldMonitor.class);

    // What a paused, open or switched-off endpoint has waiting is not late: nobody may post it now.
    private static final String MEASURE = """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(d.created_at)), 0)::bigint, \
            greatest(coalesce(extract(epoch from clock_timestamp() - min(d.due_at) filter (where w.disabled is null \
            and (w.paused_until is null or w.paused_until <= clock_timestamp()) \
            and (w.open_until is null or w.open_until <= clock_timestamp()))), 0), 0)::bigint \
            from deliveries d join webhooks w on w.tenant_id = d.tenant_id and w.webhook_id = d.webhook_id \
            where d.status = 'pending'""";

    private final Pool relayPool;
    private final AtomicLong untold;
    private final AtomicLong ageSeconds;
    private final AtomicLong overdueSeconds;

    UntoldMonitor(@ReactiveDataSource("relay") Pool relayPool, MeterRegistry metrics) {
        this.relayPool = relayPool;
        this.untold = metrics.gauge("grapevine.webhooks.untold", new AtomicLong());
        this.ageSeconds = metrics.gauge("grapevine.webhooks.untold.age.seconds", new AtomicLong());
        this.overdueSeconds = metrics.gauge("grapevine.webhooks.overdue.seconds", new AtomicLong());
    }

    @Scheduled(every = "15s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return relayPool
                .query(MEASURE)
                .execute()
                .invoke(rows -> {
                    var row = rows.iterator().next();
                    untold.set(row.getLong(0));
                    ageSeconds.set(row.getLong(1));
                    overdueSeconds.set(row.getLong(2));
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failed -> {
                    LOG.debugf("what is untold was not measured: %s", failed.toString());
                    return Uni.createFrom().voidItem();
                });
    }
}
