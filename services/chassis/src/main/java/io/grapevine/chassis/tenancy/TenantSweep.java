package io.grapevine.chassis.tenancy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Goes over tenants one after the other, each to its end in transactions of a bounded size. What fails for one waits for the
 * next sweep and holds up no other.
 */
@ApplicationScoped
public class TenantSweep {

    private static final Logger LOG = Logger.getLogger(TenantSweep.class);

    private final TenantTransactions transactions;

    TenantSweep(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Sweeps and never fails: a sweep comes again by the clock.
     *
     * @param what is swept, as the log calls it where some is left
     * @param most rows that one transaction takes, which keeps it short; one that took fewer was the tenant's last
     * @param share does one transaction's part of a tenant's work and answers how many rows it took
     */
    public Uni<Void> run(
            String what,
            Uni<List<String>> tenants,
            int most,
            BiFunction<Mutiny.StatelessSession, String, Uni<Integer>> share) {
        return sweep(
                what,
                tenants,
                most,
                tenantId -> transactions.inTenant(tenantId, session -> share.apply(session, tenantId)));
    }

    static Uni<Void> sweep(
            String what, Uni<List<String>> tenants, int most, Function<String, Uni<Integer>> transaction) {
        return tenants.chain(all -> oneAfterTheOther(what, all, most, transaction))
                .onFailure()
                .invoke(failure -> LOG.warnf("%s wait for the next time: %s", what, failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<Void> oneAfterTheOther(
            String what, List<String> tenants, int most, Function<String, Uni<Integer>> transaction) {
        return Multi.createFrom()
                .iterable(tenants)
                .onItem()
                .transformToUniAndConcatenate(tenantId -> toTheEnd(what, tenantId, most, transaction))
                .collect()
                .last();
    }

    private static Uni<Void> toTheEnd(
            String what, String tenantId, int most, Function<String, Uni<Integer>> transaction) {
        return Uni.createFrom()
                .deferred(() -> transaction.apply(tenantId))
                .repeat()
                .until(taken -> taken < most)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.warnf("%s of %s wait for the next time: %s", what, tenantId, failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
