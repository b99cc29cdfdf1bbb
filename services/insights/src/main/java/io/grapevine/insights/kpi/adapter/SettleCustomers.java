package io.grapevine.insights.kpi.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Moves the sums that customers' key figures come from, of many customers at once: before they are asked for, and by the clock where goals are
 * looked at. Where nobody looks nothing is paid but a mark for each customer.
 */
@ApplicationScoped
class SettleCustomers {

    /** What a transaction may hold up the fold for: a few 100 ms. */
    private static final int MOST = 2_000;
    /** What was left for months takes longer; then it is further along when it is asked for again. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int RETRY_AFTER_SECONDS = 5;
    private static final int TENANTS = 200;

    private final TenantTransactions transactions;
    private final TenantSweep sweep;

    SettleCustomers(TenantTransactions transactions, TenantSweep sweep) {
        this.transactions = transactions;
        this.sweep = sweep;
    }

    @Scheduled(every = "{grapevine.insights.customers-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return sweep.run(
                "customers",
                transactions.presenting("worklist", "customers", SettleCustomers::tenants),
                MOST,
                (session, tenantId) -> settle(session));
    }

    /** Everything of the tenant, for figures as of now; a failure with 503 if it takes too long. */
    Uni<Void> of(String tenantId) {
        var begun = System.nanoTime();
        return Uni.createFrom()
                .deferred(() -> transactions.inTenant(tenantId, SettleCustomers::settle))
                .repeat()
                .whilst(settled -> settled == MOST && !isLate(begun))
                .collect()
                .last()
                .invoke(settled -> {
                    if (settled == MOST)
                        throw Problem.retryLater(
                                503,
                                "figures_loading",
                                "The figures are being caught up with the log; ask again.",
                                RETRY_AFTER_SECONDS);
                })
                .replaceWithVoid();
    }

    private static boolean isLate(long begun) {
        return System.nanoTime() - begun > PATIENCE.toNanos();
    }

    /** Answers how many customers it were: as many as a transaction may take if some are left. */
    private static Uni<Integer> settle(Mutiny.StatelessSession session) {
        return session.createNativeQuery(KpiQueries.SETTLE, Integer.class)
                .setParameter("most", MOST)
                .getSingleResult();
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session) {
        return session.createNativeQuery(KpiQueries.TENANTS_TO_SETTLE, String.class)
                .setParameter("most", TENANTS)
                .getResultList();
    }
}
