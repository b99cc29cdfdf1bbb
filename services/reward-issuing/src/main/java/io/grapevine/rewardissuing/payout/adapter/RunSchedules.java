package io.grapevine.rewardissuing.payout.adapter;

import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.payout.PayoutForm;
import io.grapevine.rewardissuing.payout.adapter.CreatePayout.Creator;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Creates the payouts whose time has come. A payout and its schedule's next time are one transaction, on the schedule's row: any number of
 * instances create it once.
 */
@ApplicationScoped
class RunSchedules {

    // One schedule a transaction: it may gather many rewards.
    private static final int BATCH = 1;
    private static final int TENANTS = 200;
    private static final String WORKLIST =
            "select distinct tenant_id from payout_schedules where next_at <= :now order by tenant_id limit :most";

    private final TenantTransactions transactions;
    private final TenantSweep sweep;
    private final CreatePayout createPayout;
    private final InstantSource clock;

    RunSchedules(TenantTransactions transactions, TenantSweep sweep, CreatePayout createPayout, InstantSource clock) {
        this.transactions = transactions;
        this.sweep = sweep;
        this.createPayout = createPayout;
        this.clock = clock;
    }

    @Scheduled(every = "{grapevine.payouts.schedule-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return sweep.run(
                "scheduled payouts",
                transactions.presenting("worklist", "schedules", session -> tenants(session, now)),
                BATCH,
                (session, tenantId) -> create(session, tenantId, now));
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session, Instant now) {
        return session.createNativeQuery(WORKLIST, String.class)
                .setParameter("now", now)
                .setParameter("most", TENANTS)
                .getResultList();
    }

    private Uni<Integer> create(Mutiny.StatelessSession session, String tenantId, Instant now) {
        return Schedules.due(session, now)
                .chain(due ->
                        due.isEmpty() ? Uni.createFrom().item(0) : create(session, tenantId, due.getFirst(), now));
    }

    private Uni<Integer> create(
            Mutiny.StatelessSession session, String tenantId, Schedules.ScheduleRow schedule, Instant now) {
        var form = PayoutForm.read(schedule.form()).orRefuse();
        var creator = new Creator.BySchedule(schedule.scheduleKey());
        return createPayout
                .handle(session, tenantId, form, creator, now)
                .chain(() -> Schedules.moveOn(session, schedule, now));
    }
}
