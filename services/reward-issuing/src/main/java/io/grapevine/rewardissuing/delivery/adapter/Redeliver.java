package io.grapevine.rewardissuing.delivery.adapter;

import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged;
import io.grapevine.rewardissuing.delivery.adapter.RedeliveryRow.ToldRow;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells again what was asked for, a page per tenant and turn. A page and how far it came commit together, so a crash repeats none; and it
 * waits while the tenant's own news wait.
 */
@ApplicationScoped
class Redeliver {

    // Beside 2,000 live changes a second this is a tenth, and an hour tells 700,000 again.
    private static final int PAGE = 200;
    /** News come first: a relay that is behind is not given more. */
    private static final int MOST_WAITING = 1_000;
    // A turn serves this many tenants; the rest wait until one of them is done.
    private static final int TENANTS = 200;
    private static final String SOURCE = "reward-issuing";
    private static final String WORKLIST =
            "select distinct tenant_id from redeliveries where state = 'running' order by tenant_id limit :most";

    private final TenantTransactions transactions;
    private final TenantSweep sweep;
    private final Outbox outbox;
    private final InstantSource clock;

    Redeliver(TenantTransactions transactions, TenantSweep sweep, Outbox outbox, InstantSource clock) {
        this.transactions = transactions;
        this.sweep = sweep;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(every = "{grapevine.rewards.redeliver-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        // One page and no more: what is left has to wait for its next turn, that is the pace.
        return sweep.run(
                "events to deliver again",
                transactions.presenting("worklist", "redeliveries", Redeliver::tenants),
                PAGE,
                (session, tenantId) -> tellPage(session, tenantId).replaceWith(0));
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session) {
        return session.createNativeQuery(WORKLIST, String.class)
                .setParameter("most", TENANTS)
                .getResultList();
    }

    private Uni<Void> tellPage(Mutiny.StatelessSession session, String tenantId) {
        return Redeliveries.waiting(session, MOST_WAITING)
                .chain(waiting -> waiting >= MOST_WAITING
                        ? Uni.createFrom().voidItem()
                        : Redeliveries.next(session)
                                .chain(next -> next.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : tell(session, tenantId, next.get())));
    }

    private Uni<Void> tell(Mutiny.StatelessSession session, String tenantId, RedeliveryRow row) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Redeliveries.page(session, row, PAGE)
                .call(page -> outbox.addAgain(session, events(tenantId, page, now), row.redeliveryId()))
                .chain(page -> Redeliveries.save(session, row.told(page, page.size() < PAGE, now)))
                .replaceWithVoid();
    }

    private static List<Event<RewardChanged>> events(String tenantId, List<ToldRow> page, Instant now) {
        return page.stream().map(told -> event(tenantId, told, now)).toList();
    }

    /** The same event: only when it arrived differs. */
    private static Event<RewardChanged> event(String tenantId, ToldRow told, Instant now) {
        return new Event<>(
                tenantId,
                told.rewardId() + ":" + told.sequence(),
                SOURCE,
                told.changedAt(),
                now,
                null,
                told.correlationId(),
                told.event());
    }
}
