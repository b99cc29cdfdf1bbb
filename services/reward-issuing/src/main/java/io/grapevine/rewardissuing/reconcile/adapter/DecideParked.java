package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Decides what waited for its terms: a decision may come down one topic before its program version comes down another. Looking
 * again, instead of being told, has no gap between two transactions that do not see each other.
 */
@ApplicationScoped
class DecideParked {

    private static final Logger LOG = Logger.getLogger(DecideParked.class);
    // As many as a batch from the log, so that a transaction stays as short.
    private static final int BATCH = 500;
    private static final String WORKLIST = """
            select cast(jsonb_build_object('tenant_id', tenant_id, 'decisions', count(*)) as text) \
            from decisions where awaiting_terms group by tenant_id""";

    @JsonNaming(SnakeCaseStrategy.class)
    private record Parked(String tenantId, long decisions) {}

    private final TenantTransactions transactions;
    private final IssueRewards issueRewards;
    private final RewardMetrics metrics;

    DecideParked(TenantTransactions transactions, IssueRewards issueRewards, RewardMetrics metrics) {
        this.transactions = transactions;
        this.issueRewards = issueRewards;
        this.metrics = metrics;
    }

    @Scheduled(every = "{grapevine.rewards.parked-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return transactions
                .presenting("worklist", "parked", DecideParked::worklist)
                .invoke(parked -> metrics.awaitingTerms(
                        parked.stream().mapToLong(Parked::decisions).sum()))
                .chain(this::decide)
                .onFailure()
                .invoke(failure -> LOG.warnf("parked decisions wait on: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<List<Parked>> worklist(Mutiny.StatelessSession session) {
        return session.createNativeQuery(WORKLIST, String.class)
                .getResultList()
                .map(rows -> JsonRows.read(rows, Parked.class));
    }

    private Uni<Void> decide(List<Parked> tenants) {
        return Multi.createFrom()
                .iterable(tenants)
                .onItem()
                .transformToUniAndConcatenate(this::decide)
                .collect()
                .last();
    }

    /** What fails for one tenant waits for its next turn and holds up no other. */
    private Uni<Void> decide(Parked parked) {
        return transactions
                .inTenant(parked.tenantId(), session -> settle(session, parked.tenantId()))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("parked decisions of %s wait on: %s", parked.tenantId(), failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> settle(Mutiny.StatelessSession session, String tenantId) {
        return Decisions.parkedAndDecidable(session, BATCH)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : issueRewards.settleParked(session, tenantId, rows));
    }
}
