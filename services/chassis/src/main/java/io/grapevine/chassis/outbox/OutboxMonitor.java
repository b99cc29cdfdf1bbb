package io.grapevine.chassis.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Shows how long the oldest outbox row has waited, and complains when one is stuck. */
@ApplicationScoped
class OutboxMonitor {

    private static final Logger LOG = Logger.getLogger(OutboxMonitor.class);
    private static final long STUCK_AFTER_SECONDS = 60;

    private final Pool relayPool;
    private final AtomicLong ageSeconds;
    private final AtomicLong waiting;

    OutboxMonitor(@ReactiveDataSource("relay") Pool relayPool, MeterRegistry metrics) {
        this.relayPool = relayPool;
        this.ageSeconds = metrics.gauge("grapevine.outbox.age.seconds", new AtomicLong());
        this.waiting = metrics.gauge("grapevine.outbox.rows", new AtomicLong());
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return relayPool
                .query(
                        "select count(*), coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::bigint from outbox")
                .execute()
                .invoke(rows -> {
                    var row = rows.iterator().next();
                    report(row.getLong(0), row.getLong(1));
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failed -> {
                    LOG.debugf("outbox not measured: %s", failed.toString());
                    return Uni.createFrom().voidItem();
                });
    }

    private void report(long rows, long age) {
        waiting.set(rows);
        ageSeconds.set(age);
        if (age >= STUCK_AFTER_SECONDS) LOG.warnf("outbox stuck: %d rows, the oldest waits %d s", rows, age);
    }
}
