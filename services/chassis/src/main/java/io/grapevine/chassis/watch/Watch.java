package io.grapevine.chassis.watch;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.AlertRaised;
import io.grapevine.events.Event;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Looks by the clock at what changes without an event. What is told, and that it was told, are one transaction on the row of what was looked
 * at, so any number of instances tell once.
 */
@ApplicationScoped
public class Watch {

    // One a transaction: what it is judged by is counted in it.
    private static final int BATCH = 1;
    private static final int TENANTS = 200;

    private final TenantTransactions transactions;
    private final TenantSweep sweep;
    private final Outbox outbox;
    private final InstantSource clock;
    private final String source;

    Watch(
            TenantTransactions transactions,
            TenantSweep sweep,
            Outbox outbox,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.name") String source) {
        this.transactions = transactions;
        this.sweep = sweep;
        this.outbox = outbox;
        this.clock = clock;
        this.source = source;
    }

    /** One thing of a tenant that is due, judged. */
    @FunctionalInterface
    public interface Look {

        /**
         * @param before what was looked at earlier is due
         * @return how many were due and have been looked at: 1, or 0 when none is left
         */
        Uni<Integer> atOne(Mutiny.StatelessSession session, String tenantId, Instant before, Instant now);
    }

    /**
     * Looks at everything that is due, of at most 200 tenants a time.
     *
     * @param worklist what is looked at; the name under which the database shows whose turn it is
     * @param tenantsDue asks for the tenants that have something due before {@code :before}, at most {@code :most}
     * @param every between two looks at the same; what was looked at within half of it, by another instance say, is not due
     */
    public Uni<Void> round(String worklist, String tenantsDue, Duration every, Look look) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var before = now.minus(every.dividedBy(2));
        return sweep.run(
                worklist,
                transactions.presenting("worklist", worklist, session -> tenants(session, tenantsDue, before)),
                BATCH,
                (session, tenantId) -> look.atOne(session, tenantId, before, now));
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session, String tenantsDue, Instant before) {
        return session.createNativeQuery(tenantsDue, String.class)
                .setParameter("before", before)
                .setParameter("most", TENANTS)
                .getResultList();
    }

    /**
     * Raises an alert, in the caller's transaction.
     *
     * @param code what kind of alert it is, as the topic's readers know it
     * @param sentence what a person is told
     */
    public Uni<Void> tell(
            Mutiny.StatelessSession session,
            String tenantId,
            String programKey,
            String code,
            String sentence,
            Instant now) {
        var id = Identifier.next("alr");
        var alert = new AlertRaised(id, programKey, code, sentence);
        return outbox.add(session, List.of(Event.stated(tenantId, id, source, now, null, alert)));
    }
}
