package io.grapevine.programs.definition.adapter;

import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.definition.Definition;
import io.grapevine.events.form.Filled;
import io.grapevine.events.form.RefusedForm;
import io.grapevine.programs.definition.ProgramKey;
import io.grapevine.programs.definition.ProgramVersion;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes a definition: load the latest version, decide, add the next one and tell the log. */
@ApplicationScoped
class PutProgram {

    private static final String SOURCE = "programs";

    private final TenantTransactions transactions;
    private final Programs programs;
    private final FollowingLinks followingLinks;
    private final Outbox outbox;
    private final InstantSource clock;

    PutProgram(
            TenantTransactions transactions,
            Programs programs,
            FollowingLinks followingLinks,
            Outbox outbox,
            InstantSource clock) {
        this.transactions = transactions;
        this.programs = programs;
        this.followingLinks = followingLinks;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The version in the table now, and whether this definition made it. */
    record Taken(ProgramVersionRow row, boolean isNew) {}

    Uni<Taken> handle(String tenantId, ProgramKey key, Definition definition, Filled written) {
        return transactions.inTenant(
                tenantId,
                session -> programs.hold(session, tenantId, key.value())
                        .chain(() -> programs.latest(session, tenantId, key.value()))
                        .chain(latest -> take(session, new Put(tenantId, key, latest, definition, written))));
    }

    private record Put(
            String tenantId,
            ProgramKey key,
            Optional<ProgramVersionRow> latest,
            Definition definition,
            Filled written) {}

    private Uni<Taken> take(Mutiny.StatelessSession session, Put put) {
        var latest = put.latest.map(ProgramVersionRow::toVersion).orElse(null);
        return switch (ProgramVersion.decide(latest, put.definition, clock.instant())) {
            case ProgramVersion.Change.None none -> Uni.createFrom().item(new Taken(put.latest.orElseThrow(), false));
            case ProgramVersion.Change.Next(var version) -> add(session, put, row(put, version));
            case ProgramVersion.Change.Impossible(var mistakes) -> throw new RefusedForm(mistakes);
        };
    }

    private Uni<Taken> add(Mutiny.StatelessSession session, Put put, ProgramVersionRow row) {
        return programs.add(session, row)
                .chain(() -> outbox.add(session, List.of(fact(row))))
                .chain(() -> followingLinks.lead(session, put.latest.orElse(null), row))
                .replaceWith(new Taken(row, true));
    }

    private ProgramVersionRow row(Put put, ProgramVersion version) {
        var programId = put.latest.map(latest -> latest.programId).orElseGet(() -> Identifier.next("prg"));
        var written = ProgramVersionRow.json(put.written.tree());
        return ProgramVersionRow.of(put.tenantId, put.key.value(), programId, version, written, clock.instant());
    }

    private Event<?> fact(ProgramVersionRow row) {
        return Event.stated(
                row.tenantId, Identifier.next("evt"), SOURCE, clock.instant(), Correlation.current(), row.published());
    }
}
