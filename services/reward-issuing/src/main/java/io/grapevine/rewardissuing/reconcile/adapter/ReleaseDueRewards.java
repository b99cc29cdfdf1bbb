package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.reconcile.Reconcile;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Releases rewards whose hold has ended, and ends the lives of those that nobody used in time. Any number of instances share the work:
 * each takes what no other holds.
 */
@ApplicationScoped
class ReleaseDueRewards {

    // As many as a batch from the log, so that a transaction stays as short.
    private static final int BATCH = 500;
    // A turn serves this many tenants; the rest are next, and none starves: those served have nothing due any more.
    private static final int TENANTS = 200;
    private static final String EXPIRING = """
            select distinct tenant_id from rewards where status = 'released' and expires_at <= :now \
            order by tenant_id limit :most""";
    private static final String WORKLIST = """
            select distinct tenant_id from rewards where status = 'held' and releasable_at <= :now \
            order by tenant_id limit :most""";

    private final TenantTransactions transactions;
    private final TenantSweep sweep;
    private final Books books;
    private final InstantSource clock;

    ReleaseDueRewards(TenantTransactions transactions, TenantSweep sweep, Books books, InstantSource clock) {
        this.transactions = transactions;
        this.sweep = sweep;
        this.books = books;
        this.clock = clock;
    }

    @Scheduled(every = "{grapevine.rewards.release-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return sweep.run(
                "rewards to release",
                transactions.presenting("worklist", "holds", session -> tenants(session, WORKLIST, now)),
                BATCH,
                (session, tenantId) -> settle(session, tenantId, Rewards.due(session, now, BATCH), now));
    }

    @Scheduled(every = "{grapevine.rewards.release-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return sweep.run(
                "rewards to expire",
                transactions.presenting("worklist", "lives", session -> tenants(session, EXPIRING, now)),
                BATCH,
                (session, tenantId) -> settle(session, tenantId, Rewards.expiring(session, now, BATCH), now));
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session, String worklist, Instant now) {
        return session.createNativeQuery(worklist, String.class)
                .setParameter("now", now)
                .setParameter("most", TENANTS)
                .getResultList();
    }

    private Uni<Integer> settle(
            Mutiny.StatelessSession session, String tenantId, Uni<List<Reward>> taken, Instant now) {
        return taken.chain(due ->
                books.write(session, tenantId, changes(due, now), Map.of()).replaceWith(due.size()));
    }

    private static List<Changed> changes(List<Reward> due, Instant now) {
        return due.stream()
                .map(reward -> Reconcile.with(reward, reward.line(), now))
                .filter(Changed.class::isInstance)
                .map(Changed.class::cast)
                .toList();
    }
}
