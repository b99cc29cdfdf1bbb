package io.grapevine.notification.bounce.adapter;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.Columns;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.bounce.Suppression;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The addresses of a tenant that are not written to any more. */
@ApplicationScoped
class Suppressions {

    // A complaint weighs more than a bounce, and the same report again changes nothing.
    private static final String KEEP = """
            insert into suppressions (tenant_id, address_hash, reason, detail, suppressed_at) \
            select :tenant, r.hash, r.reason, r.detail, :at from unnest(cast(:hash as text[]), cast(:reason as text[]), \
            cast(:detail as text[])) as r(hash, reason, detail) order by r.hash on conflict (tenant_id, address_hash) do update \
            set reason = excluded.reason, detail = excluded.detail, suppressed_at = excluded.suppressed_at \
            where suppressions.reason = 'bounce' and excluded.reason = 'complaint'""";

    private final TenantTransactions transactions;
    private final PersonalData personalData;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    Suppressions(
            TenantTransactions transactions, PersonalData personalData, InstantSource clock, MeterRegistry metrics) {
        this.transactions = transactions;
        this.personalData = personalData;
        this.clock = clock;
        this.metrics = metrics;
    }

    Uni<Void> keep(String tenantId, List<Suppression> suppressions) {
        if (suppressions.isEmpty()) return Uni.createFrom().voidItem();
        Instant now = clock.instant();
        return transactions
                .inTenant(
                        tenantId,
                        session -> Columns.of(suppressions)
                                .all("tenant", tenantId)
                                .all("at", now)
                                .text("hash", suppression -> personalData.emailHash(tenantId, suppression.address()))
                                .text(
                                        "reason",
                                        suppression -> suppression.reason().wireName())
                                .text("detail", Suppression::detail)
                                .write(session, KEEP))
                .invoke(() -> suppressions.forEach(this::count))
                .replaceWithVoid();
    }

    private void count(Suppression suppression) {
        metrics.counter(
                        "grapevine.mail.suppressed",
                        "reason",
                        suppression.reason().wireName())
                .increment();
    }

    Uni<Optional<SuppressionRow>> of(String tenantId, String address) {
        return transactions.inTenant(
                tenantId,
                session -> session.get(SuppressionRow.class, key(tenantId, address))
                        .map(Optional::ofNullable));
    }

    /** Whether it was suppressed until now. */
    Uni<Boolean> lift(String tenantId, String address) {
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(
                                "delete from suppressions where tenant_id = :tenant and address_hash = :hash")
                        .setParameter("tenant", tenantId)
                        .setParameter("hash", personalData.emailHash(tenantId, address))
                        .executeUpdate()
                        .map(lifted -> lifted > 0));
    }

    private SuppressionRow.Key key(String tenantId, String address) {
        return new SuppressionRow.Key(tenantId, personalData.emailHash(tenantId, address));
    }
}
