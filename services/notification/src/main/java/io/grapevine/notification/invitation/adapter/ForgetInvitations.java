package io.grapevine.notification.invitation.adapter;

import io.grapevine.chassis.tenancy.TenantSweep;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Lets the sealed fields of invited people and their keys go when their time is over, or at once where an invitation was taken back. */
@ApplicationScoped
class ForgetInvitations {

    private static final int MOST_AT_ONCE = 500;

    // The relay's role sees when something was asked, and of whom nothing.
    private static final String TENANTS =
            "select distinct tenant_id from invitations where forgotten_at is null and asked_at < $1";

    private static final String FORGET = """
            with ended as (select invitation_id from invitations where tenant_id = :tenant and forgotten_at is null
                and (asked_at < :before or invitation_id = :invitation) order by asked_at limit :most for update skip locked),
            gone as (delete from readers r using ended o where r.tenant_id = :tenant and r.reader_id = o.invitation_id returning r.key_id),
            closed as (delete from personal_keys k using gone g where k.tenant_id = :tenant and k.key_id = g.key_id)
            update invitations i set forgotten_at = :now from ended o where i.tenant_id = :tenant and i.invitation_id = o.invitation_id""";

    private static final String NONE = "";

    private final Pool relayPool;
    private final TenantSweep sweep;
    private final InvitationConfig config;
    private final InstantSource clock;

    ForgetInvitations(
            @ReactiveDataSource("relay") Pool relayPool,
            TenantSweep sweep,
            InvitationConfig config,
            InstantSource clock) {
        this.relayPool = relayPool;
        this.sweep = sweep;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{grapevine.invitations.forgotten-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        var before = clock.instant().minus(config.kept());
        return sweep.run(
                "addresses of invited people",
                tenants(before),
                MOST_AT_ONCE,
                (session, tenantId) -> forget(session, tenantId, before, NONE));
    }

    /** This one now, whatever its age. */
    Uni<Void> handle(Mutiny.StatelessSession session, String tenantId, String invitationId) {
        return forget(session, tenantId, Instant.EPOCH, invitationId).replaceWithVoid();
    }

    private Uni<Integer> forget(Mutiny.StatelessSession session, String tenantId, Instant before, String invitationId) {
        return session.createNativeQuery(FORGET)
                .setParameter("tenant", tenantId)
                .setParameter("before", before)
                .setParameter("invitation", invitationId)
                .setParameter("most", MOST_AT_ONCE)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    private Uni<List<String>> tenants(Instant before) {
        return relayPool
                .preparedQuery(TENANTS)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var tenants = new ArrayList<String>();
                    rows.forEach(row -> tenants.add(row.getString("tenant_id")));
                    return tenants;
                });
    }
}
