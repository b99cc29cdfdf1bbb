package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Has rewards looked at again that a budget cut, as soon as something is left of it: after a reversal, or a version with a larger one. Those
 * that have waited longest come first; {@link DecideParked} settles them.
 */
@ApplicationScoped
class GrantFreedBudgets {

    // Few at a time: each takes what is left, and most times little was freed.
    private static final int BATCH = 100;
    private static final int TENANTS = 1_000;
    private static final String ROOM = "(b.total_minor is null or b.granted_minor < b.total_minor)";
    private static final String WORKLIST = "select distinct b.tenant_id from budgets b where " + ROOM + " limit :most";
    private static final String LOOK_AGAIN = """
            update decisions d set awaiting_terms = true from (select w.conversion_id from budgets b \
            cross join lateral (select w.conversion_id from rewards w where w.tenant_id = b.tenant_id \
            and w.program_key = b.program_key and w.cut_by = 'budget_exhausted' and w.verdict <> 'rejected' \
            order by w.reward_id limit :most) w where b.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and """ + ROOM + """
            ) w where d.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and d.conversion_id = w.conversion_id and not d.awaiting_terms""";

    private final TenantTransactions transactions;
    private final TenantSweep sweep;

    GrantFreedBudgets(TenantTransactions transactions, TenantSweep sweep) {
        this.transactions = transactions;
        this.sweep = sweep;
    }

    @Scheduled(every = "{grapevine.rewards.parked-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return sweep.run(
                "budgets with something left",
                transactions.presenting("worklist", "budgets", GrantFreedBudgets::tenants),
                BATCH,
                (session, tenantId) -> lookAgain(session));
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session) {
        return session.createNativeQuery(WORKLIST, String.class)
                .setParameter("most", TENANTS)
                .getResultList();
    }

    private static Uni<Integer> lookAgain(Mutiny.StatelessSession session) {
        return session.createNativeQuery(LOOK_AGAIN).setParameter("most", BATCH).executeUpdate();
    }
}
