package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.AlertRaised;
import io.grapevine.events.Event;
import io.grapevine.rewardissuing.coupon.HandOut;
import io.grapevine.rewardissuing.coupon.Shortage;
import io.grapevine.rewardissuing.coupon.Stock;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Gives codes of pools to the rewards that wait for one, first promised first served. Every coupon of a pool takes its turn here, also
 * while the stock is large: so none overtakes another, and decisions never wait for a pool.
 */
@ApplicationScoped
class HandOutCoupons {

    // As many as a batch from the log, so that a transaction stays as short.
    private static final int BATCH = 500;
    // A turn serves this many tenants; the rest are next, and none starves: those served wait for nothing any more.
    private static final int TENANTS = 200;
    private static final String SOURCE = "reward-issuing";
    private static final String WORKLIST = """
            select distinct w.tenant_id from rewards w join coupon_pools p on p.tenant_id = w.tenant_id \
            and p.pool = w.coupon ->> 'pool' where w.status = 'waiting_for_coupon' and p.imported > p.given_out \
            order by w.tenant_id limit :most""";

    private final TenantTransactions transactions;
    private final TenantSweep sweep;
    private final Books books;
    private final Outbox outbox;
    private final InstantSource clock;
    private final long lowAt;

    HandOutCoupons(
            TenantTransactions transactions,
            TenantSweep sweep,
            Books books,
            Outbox outbox,
            InstantSource clock,
            @ConfigProperty(name = "grapevine.coupons.low-at") long lowAt) {
        this.transactions = transactions;
        this.sweep = sweep;
        this.books = books;
        this.outbox = outbox;
        this.clock = clock;
        this.lowAt = lowAt;
    }

    @Scheduled(every = "{grapevine.rewards.hand-out-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return sweep.run(
                "coupons to hand out",
                transactions.presenting("worklist", "coupons", HandOutCoupons::tenants),
                BATCH,
                this::handOut);
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session) {
        return session.createNativeQuery(WORKLIST, String.class)
                .setParameter("most", TENANTS)
                .getResultList();
    }

    /** One pool's turn; answers a whole batch where it gave anything, for there may be more, of this pool or another. */
    private Uni<Integer> handOut(Mutiny.StatelessSession session, String tenantId) {
        return PooledCodes.toServe(session)
                .chain(pool -> pool.isEmpty() ? Uni.createFrom().item(0) : serve(session, tenantId, pool.get()))
                .map(given -> given == 0 ? 0 : BATCH);
    }

    private Uni<Integer> serve(Mutiny.StatelessSession session, String tenantId, String pool) {
        return Rewards.waiting(session, pool, BATCH)
                .chain(waiting -> PooledCodes.left(session, pool, waiting.size())
                        .chain(codes -> give(session, tenantId, pool, waiting, codes)));
    }

    private Uni<Integer> give(
            Mutiny.StatelessSession session, String tenantId, String pool, List<Reward> waiting, List<String> codes) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var handedOut = HandOut.of(waiting, codes, now);
        var changes = handedOut.stream().map(HandOut::change).toList();
        return PooledCodes.give(session, pool, handedOut, now)
                .call(stock -> outbox.add(session, alerts(tenantId, stock, handedOut.size(), now)))
                .call(() -> books.write(session, tenantId, changes, Map.of()))
                .replaceWith(handedOut.size());
    }

    private List<Event<?>> alerts(String tenantId, Stock stock, int given, Instant now) {
        return stock.shortageAfter(given, lowAt).stream()
                .<Event<?>>map(shortage -> alert(tenantId, stock, shortage, now))
                .toList();
    }

    private static Event<?> alert(String tenantId, Stock stock, Shortage shortage, Instant now) {
        var id = Identifier.next("alr");
        var detail = "The coupon pool " + stock.pool() + " has " + stock.left() + " codes left of " + stock.imported()
                + ". Import more by POST /v1/coupon-pools/" + stock.pool() + "/codes"
                + (shortage == Shortage.RAN_OUT ? "; rewards wait meanwhile." : ".");
        return Event.stated(
                tenantId, id, SOURCE, now, null, new AlertRaised(id, stock.pool(), shortage.code(), detail));
    }
}
