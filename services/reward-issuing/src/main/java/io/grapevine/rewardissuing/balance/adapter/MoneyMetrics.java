package io.grapevine.rewardissuing.balance.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Money by state and currency over all tenants, as an operator watches it; never by tenant or person. */
@ApplicationScoped
class MoneyMetrics {

    private static final Logger LOG = Logger.getLogger(MoneyMetrics.class);
    private static final String SUMS = """
            select cast(jsonb_build_object('currency', currency, 'held', sum(held_minor), 'released', sum(released_minor), \
            'paid', sum(paid_minor), 'clawed_back', sum(clawed_back_minor)) as text) from balances group by currency""";

    @JsonNaming(SnakeCaseStrategy.class)
    private record Sums(String currency, long held, long released, long paid, long clawedBack) {}

    private final TenantTransactions transactions;
    private final MultiGauge gauge;

    MoneyMetrics(TenantTransactions transactions, MeterRegistry registry) {
        this.transactions = transactions;
        this.gauge = MultiGauge.builder("grapevine.money.minor").register(registry);
    }

    @Scheduled(every = "{grapevine.money.measure-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return transactions
                .presenting("worklist", "money", MoneyMetrics::sums)
                .invoke(this::report)
                .onFailure()
                .invoke(failure -> LOG.debugf("money not measured: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Uni<List<Sums>> sums(Mutiny.StatelessSession session) {
        return session.createNativeQuery(SUMS, String.class)
                .getResultList()
                .map(rows -> rows.stream().map(MoneyMetrics::read).toList());
    }

    private void report(List<Sums> sums) {
        var rows = new ArrayList<Row<?>>();
        for (var sum : sums) {
            rows.add(row(sum, "held", sum.held()));
            rows.add(row(sum, "released", sum.released()));
            rows.add(row(sum, "paid", sum.paid()));
            rows.add(row(sum, "clawed_back", sum.clawedBack()));
        }
        gauge.register(rows, true);
    }

    private static Row<?> row(Sums sum, String state, long minor) {
        return Row.of(Tags.of("currency", sum.currency(), "state", state), minor);
    }

    private static Sums read(String row) {
        try {
            return EventJson.mapper().readValue(row, Sums.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the query answers no sums", e);
        }
    }
}
