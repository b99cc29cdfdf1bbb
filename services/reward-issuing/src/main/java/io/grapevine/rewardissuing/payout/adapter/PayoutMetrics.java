package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Payouts that have not come to an end, over all tenants: how many by status, and how old the oldest is. */
@ApplicationScoped
class PayoutMetrics {

    private static final Logger LOG = Logger.getLogger(PayoutMetrics.class);
    private static final String UNSETTLED = """
            select cast(jsonb_build_object('status', p.status, 'payouts', count(*), \
            'age_seconds', extract(epoch from cast(:now as timestamptz) - min(p.created_at))) as text) from payouts p \
            where p.status in ('awaiting_approval', 'approved', 'paying') group by p.status""";

    @JsonNaming(SnakeCaseStrategy.class)
    private record Unsettled(String status, long payouts, double ageSeconds) {}

    private final TenantTransactions transactions;
    private final InstantSource clock;
    private final MultiGauge payouts;
    private final MultiGauge age;

    PayoutMetrics(TenantTransactions transactions, InstantSource clock, MeterRegistry registry) {
        this.transactions = transactions;
        this.clock = clock;
        this.payouts = MultiGauge.builder("grapevine.payouts.unsettled").register(registry);
        this.age = MultiGauge.builder("grapevine.payouts.unsettled.age.seconds").register(registry);
    }

    @Scheduled(every = "{grapevine.money.measure-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return transactions
                .presenting("worklist", "unsettled", this::unsettled)
                .invoke(this::report)
                .onFailure()
                .invoke(failure -> LOG.debugf("payouts not measured: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<List<Unsettled>> unsettled(Mutiny.StatelessSession session) {
        return session.createNativeQuery(UNSETTLED, String.class)
                .setParameter("now", clock.instant())
                .getResultList()
                .map(rows -> Payouts.read(rows, Unsettled.class));
    }

    private void report(List<Unsettled> found) {
        payouts.register(
                found.stream().<Row<?>>map(row -> row(row, row.payouts())).toList(), true);
        age.register(
                found.stream().<Row<?>>map(row -> row(row, row.ageSeconds())).toList(), true);
    }

    private static Row<?> row(Unsettled found, Number value) {
        return Row.of(Tags.of("status", found.status()), value);
    }
}
