package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.reconcile.Reconcile;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Releases rewards whose hold has ended. Any number of instances share the work: each takes what no other holds. */
@ApplicationScoped
class ReleaseDueRewards {

    private static final Logger LOG = Logger.getLogger(ReleaseDueRewards.class);
    // As many as a batch from the log, so that a transaction stays as short.
    private static final int BATCH = 500;
    // A turn serves this many tenants; the rest are next, and none starves: those served have nothing due any more.
    private static final int TENANTS = 200;
    private static final String WORKLIST = """
            select distinct tenant_id from rewards where status = 'held' and releasable_at <= :now \
            order by tenant_id limit :most""";

    private final TenantTransactions transactions;
    private final Books books;
    private final InstantSource clock;

    ReleaseDueRewards(TenantTransactions transactions, Books books, InstantSource clock) {
        this.transactions = transactions;
        this.books = books;
        this.clock = clock;
    }

    @Scheduled(every = "{grapevine.rewards.release-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions
                .presenting("worklist", "holds", session -> tenants(session, now))
                .chain(tenants -> release(tenants, now))
                .onFailure()
                .invoke(failure -> LOG.warnf("rewards stay held: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session, Instant now) {
        return session.createNativeQuery(WORKLIST, String.class)
                .setParameter("now", now)
                .setParameter("most", TENANTS)
                .getResultList();
    }

    private Uni<Void> release(List<String> tenants, Instant now) {
        return Multi.createFrom()
                .iterable(tenants)
                .onItem()
                .transformToUniAndConcatenate(tenant -> releaseAllOf(tenant, now))
                .collect()
                .last();
    }

    /** What fails for one tenant waits for its next turn and holds up no other. */
    private Uni<Void> releaseAllOf(String tenantId, Instant now) {
        return transactions
                .inTenant(tenantId, session -> releaseBatch(session, tenantId, now))
                .repeat()
                .until(released -> released < BATCH)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("rewards of %s stay held: %s", tenantId, failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Integer> releaseBatch(Mutiny.StatelessSession session, String tenantId, Instant now) {
        return Rewards.due(session, now, BATCH)
                .chain(due -> books.write(session, tenantId, released(due, now), Map.of())
                        .replaceWith(due.size()));
    }

    private static List<Changed> released(List<Reward> due, Instant now) {
        return due.stream()
                .map(reward -> Reconcile.with(reward, reward.line(), now))
                .filter(Changed.class::isInstance)
                .map(Changed.class::cast)
                .toList();
    }
}
