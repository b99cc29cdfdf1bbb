package io.grapevine.attribution.conversion.adapter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Drops the touchpoints of whole months that are older than {@code grapevine.touchpoints.kept}, an ISO 8601 period such as P13M; without
 * it they are kept for ever. It should be longer than the longest look-back of any program. Touchpoints of visitors who signed up,
 * bought or were identified stay, so that no decision is ever made again on less than before. Any number of instances may do it.
 */
@ApplicationScoped
class ForgetTouchpoints {

    private static final Logger LOG = Logger.getLogger(ForgetTouchpoints.class);
    private static final String MONTHS = "select touchpoints_to_forget($1) as month";
    private static final String FORGET = "select forget_touchpoints($1) as gone";

    private final Pool relayPool;
    private final InstantSource clock;
    private final Optional<Period> kept;
    private final Counter forgotten;

    ForgetTouchpoints(
            @ReactiveDataSource("relay") Pool relayPool,
            InstantSource clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "grapevine.touchpoints.kept") Optional<Period> kept) {
        this.relayPool = relayPool;
        this.clock = clock;
        this.kept = kept;
        this.forgotten = Counter.builder("grapevine.touchpoints.forgotten")
                .description("touchpoints of strangers that were kept long enough")
                .register(metrics);
    }

    @Scheduled(every = "6h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return kept.map(period -> forgetBefore(day(clock, period)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static LocalDate day(InstantSource clock, Period kept) {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().minus(kept);
    }

    /** Months that end by this day. */
    Uni<Void> forgetBefore(LocalDate day) {
        return months(day)
                .onItem()
                .transformToMulti(months -> Multi.createFrom().iterable(months))
                .onItem()
                .transformToUniAndConcatenate(this::forget)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<List<LocalDate>> months(LocalDate day) {
        return relayPool.preparedQuery(MONTHS).execute(Tuple.of(day)).map(rows -> {
            var months = new ArrayList<LocalDate>();
            rows.forEach(row -> months.add(row.getLocalDate("month")));
            return months;
        });
    }

    private Uni<Long> forget(LocalDate month) {
        return relayPool
                .preparedQuery(FORGET)
                .execute(Tuple.of(month))
                .map(rows -> rows.iterator().next().getLong("gone"))
                .invoke(gone -> {
                    forgotten.increment(gone);
                    LOG.infof("%d touchpoints of strangers of %tY-%2$tm are gone", gone, month);
                });
    }
}
