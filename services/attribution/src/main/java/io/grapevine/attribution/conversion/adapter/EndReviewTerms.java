package io.grapevine.attribution.conversion.adapter;

import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;

/** Decides reviews that nobody decided in their term, by what the program says. Any number of instances share the work. */
@ApplicationScoped
class EndReviewTerms {

    // A review is decided in a transaction of its own: it takes the locks of its people.
    private static final int ONE = 1;
    // Looked through for one that nobody else is at: as many instances as would ever run.
    private static final int CLAIMABLE = 50;
    // A turn serves this many tenants; the rest are next.
    private static final int TENANTS = 200;
    private static final String WORKLIST = """
            select distinct tenant_id from reviews where status = 'open' and due_at <= :now order by tenant_id limit :most""";
    private static final String WAITING = "select count(*) from reviews where status = 'open'";

    private final TenantTransactions transactions;
    private final TenantSweep sweep;
    private final DecideReview decideReview;
    private final InstantSource clock;
    private final AtomicLong waiting = new AtomicLong();

    EndReviewTerms(
            TenantTransactions transactions,
            TenantSweep sweep,
            DecideReview decideReview,
            InstantSource clock,
            MeterRegistry registry) {
        this.transactions = transactions;
        this.sweep = sweep;
        this.decideReview = decideReview;
        this.clock = clock;
        registry.gauge("grapevine.reviews.open", waiting);
    }

    @Scheduled(every = "{grapevine.reviews.end-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return sweep.run(
                "reviews to end",
                transactions.presenting(
                        "worklist", "reviews", session -> measured(session).chain(() -> tenants(session, now))),
                ONE,
                (session, tenantId) -> endOne(session, tenantId, now));
    }

    private Uni<Long> measured(Mutiny.StatelessSession session) {
        return session.createNativeQuery(WAITING, Long.class).getSingleResult().invoke(waiting::set);
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session, Instant now) {
        return session.createNativeQuery(WORKLIST, String.class)
                .setParameter("now", now)
                .setParameter("most", TENANTS)
                .getResultList();
    }

    private Uni<Integer> endOne(Mutiny.StatelessSession session, String tenantId, Instant now) {
        return Reviews.claimDue(session, now, CLAIMABLE)
                .chain(claimed -> claimed.isEmpty()
                        ? Uni.createFrom().item(0)
                        : decideReview
                                .endTerm(session, tenantId, claimed.get(), now)
                                .replaceWith(ONE));
    }
}
