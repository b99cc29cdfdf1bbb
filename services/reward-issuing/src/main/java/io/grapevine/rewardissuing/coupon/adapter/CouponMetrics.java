package io.grapevine.rewardissuing.coupon.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** How many rewards wait for a code, and how many pools are low, over all tenants: an operator's sight, never by tenant. */
@ApplicationScoped
class CouponMetrics {

    private static final Logger LOG = Logger.getLogger(CouponMetrics.class);
    private static final String COUNTS = """
            select cast(jsonb_build_object('waiting', (select count(*) from rewards where status = 'waiting_for_coupon'), \
            'low', (select count(*) from coupon_pools where imported - given_out < :low)) as text)""";

    private final TenantTransactions transactions;
    private final CouponConfig config;
    private final AtomicLong waiting;
    private final AtomicLong low;

    CouponMetrics(TenantTransactions transactions, CouponConfig config, MeterRegistry registry) {
        this.transactions = transactions;
        this.config = config;
        this.waiting = registry.gauge("grapevine.coupons.waiting", new AtomicLong());
        this.low = registry.gauge("grapevine.coupons.pools.low", new AtomicLong());
    }

    private record Counts(long waiting, long low) {}

    @Scheduled(every = "{grapevine.money.measure-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return transactions
                .presenting("worklist", "coupons", this::counts)
                .invoke(this::report)
                .onFailure()
                .invoke(failure -> LOG.debugf("coupons not measured: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Counts> counts(Mutiny.StatelessSession session) {
        return session.createNativeQuery(COUNTS, String.class)
                .setParameter("low", config.lowAt())
                .getSingleResult()
                .map(CouponMetrics::read);
    }

    private void report(Counts counts) {
        waiting.set(counts.waiting());
        low.set(counts.low());
    }

    private static Counts read(String row) {
        try {
            return EventJson.mapper().readValue(row, Counts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the query answers no counts", e);
        }
    }
}
