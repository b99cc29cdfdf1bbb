package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toMap;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.program.Program;
import io.grapevine.chassis.tenancy.Rows;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** The referral forests in the database: locked before they are read, read in the parts a decision can meet. */
final class Forests {

    // Binds change under the exclusive lock of their program, whatever the order in which sign-ups arrive; orders,
    // which only
    // read the forest, share it. Taken after the identities' locks, always, and never raised from shared to exclusive.
    private static final String LOCK = """
            select count(pg_advisory_xact_lock(hashtext('forest:' || :tenant), hashtext(key))) from \
            (select key from unnest(cast(:keys as text[])) as key order by key) as sorted""";

    private static final String WITH_ANCESTORS = """
            with recursive above as ( \
            select b.* from binds b where b.program_key = :program and b.customer_id = any(:people) \
            union \
            select up.* from above a cross join lateral (select b.* from binds b \
            where b.program_key = :program and b.customer_id = a.advocate offset 0) up) \
            select * from above""";

    private static final String FIRST_SIGN_UPS = "select distinct on (customer_id) " + FactRow.COLUMNS + """
             from facts where type = 'SIGNUP_RECORDED' and customer_id = any(:people) \
            and (program_key is null or program_key = :program) order by customer_id, occurred_at, event_id""";

    private static final String DESCENDANTS = """
            with recursive below as ( \
            select b.customer_id, 1 as depth from binds b where b.program_key = :program and b.advocate = any(:people) \
            union \
            select down.customer_id, d.depth + 1 from below d cross join lateral (select b.customer_id from binds b \
            where b.program_key = :program and b.advocate = d.customer_id offset 0) down where d.depth < :depth) \
            select distinct customer_id from below""";

    /** Down to the leaves: no chain of binds is as long. */
    static final int ANY_DEPTH = Integer.MAX_VALUE;

    private static final String SAVE = """
            insert into binds (tenant_id, program_key, customer_id, advocate, participant_id, code, touch_id, touched_at, \
            evidence_class, bound_at, bound_by_event_id) \
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, program_key text, customer_id text, \
            advocate text, participant_id text, code text, touch_id text, touched_at timestamptz, evidence_class text, \
            bound_at timestamptz, bound_by_event_id text) order by r.customer_id \
            on conflict (tenant_id, program_key, customer_id) do update set advocate = excluded.advocate, \
            participant_id = excluded.participant_id, code = excluded.code, touch_id = excluded.touch_id, \
            touched_at = excluded.touched_at, evidence_class = excluded.evidence_class, bound_at = excluded.bound_at, \
            bound_by_event_id = excluded.bound_by_event_id""";

    private static final String REMOVE =
            "delete from binds where program_key = :program and customer_id = any(:people)";

    // Definitions are taken over while no facts of the tenant are being decided: otherwise a code and a sign-up that
    // names it could
    // commit side by side, neither having seen the other, and nobody would decide again.
    private static final String LOCK_DEFINITIONS =
            "select count(pg_advisory_xact_lock(hashtext('definitions'), hashtext(:tenant)))";

    private Forests() {}

    /** Brings kept binds in line with a settled forest: the live ones, or a replay's own. */
    interface Keeping {
        Uni<Void> save(
                Mutiny.StatelessSession session,
                String tenantId,
                String program,
                Collection<Bind> bound,
                Collection<String> unbound);
    }

    /** Held by every decision together (shared), or by a change of definitions alone; taken before any other lock. */
    static Uni<Void> lockDefinitions(Mutiny.StatelessSession session, String tenantId, boolean exclusive) {
        var statement = exclusive ? LOCK_DEFINITIONS : LOCK_DEFINITIONS.replace("xact_lock", "xact_lock_shared");
        return session.createNativeQuery(statement, Long.class)
                .setParameter("tenant", tenantId)
                .getSingleResult()
                .replaceWithVoid();
    }

    /** Takes the programs' locks in key order: exclusive if binds may change, shared if they are only read. */
    static Uni<Void> lock(
            Mutiny.StatelessSession session, String tenantId, Collection<Program> programs, boolean exclusive) {
        if (programs.isEmpty()) return Uni.createFrom().voidItem();
        var statement = exclusive ? LOCK : LOCK.replace("xact_lock", "xact_lock_shared");
        return session.createNativeQuery(statement, Long.class)
                .setParameter("tenant", tenantId)
                .setParameter("keys", programs.stream().map(Program::key).toArray(String[]::new))
                .getSingleResult()
                .replaceWithVoid();
    }

    /** The binds of these people and of everybody above them. */
    static Uni<List<Bind>> above(Mutiny.StatelessSession session, String program, Set<String> people) {
        if (people.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(WITH_ANCESTORS, BindRow.class)
                .setParameter("program", program)
                .setParameter("people", people.toArray(String[]::new))
                .getResultList()
                .map(rows -> rows.stream().map(BindRow::toBind).toList());
    }

    /** Where in event order each of these people first signed up, those who did in time for the program. */
    static Uni<Map<String, EventOrder>> firstSignUps(
            Mutiny.StatelessSession session, Program program, Set<String> people) {
        if (people.isEmpty()) return Uni.createFrom().item(Map.of());
        var query = program.boundsLateness()
                ? FIRST_SIGN_UPS.replace("distinct on (customer_id) ", "") // the first may have come too late
                : FIRST_SIGN_UPS;
        return new Persons(session, program)
                .of(people)
                .chain(merged -> session.createNativeQuery(query, FactRow.class)
                        .setParameter("program", program.key())
                        .setParameter("people", merged.allIdsOf(people).toArray(String[]::new))
                        .getResultList()
                        .map(rows -> rows.stream()
                                .filter(row -> program.accepts(row.occurredAt, row.lateBy()))
                                .collect(toMap(
                                        row -> merged.personOf(Objects.requireNonNull(row.customerId)),
                                        FactRow::order,
                                        (one, other) -> one.isBefore(other) ? one : other))));
    }

    /** The customers whom these people brought, and whom those brought, down to a depth. */
    static Uni<List<String>> below(Mutiny.StatelessSession session, String program, Set<String> people, int depth) {
        if (people.isEmpty() || depth < 1) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(DESCENDANTS, String.class)
                .setParameter("program", program)
                .setParameter("people", people.toArray(String[]::new))
                .setParameter("depth", depth)
                .getResultList();
    }

    // Where in each advocate's time somebody stands, or stood.
    private static final String ARRIVALS_BEHIND = """
            select behind.customer_id from (select b.advocate, b.bound_at, b.customer_id from binds b where b.program_key = :program \
            and b.customer_id = any(:people)) as moved cross join lateral (select n.customer_id from binds n \
            where n.program_key = :program and n.advocate = moved.advocate and (n.bound_at > moved.bound_at or n.bound_at = moved.bound_at \
            and n.customer_id collate "C" > moved.customer_id collate "C") \
            order by n.bound_at, n.customer_id collate "C" limit :most offset 0) behind""";

    /** Whom the same advocates brought right after these people: their pace is counted with them. */
    static Uni<List<String>> arrivalsBehind(
            Mutiny.StatelessSession session, String program, Set<String> people, int most) {
        if (people.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(ARRIVALS_BEHIND, String.class)
                .setParameter("program", program)
                .setParameter("people", people.toArray(String[]::new))
                .setParameter("most", most)
                .getResultList();
    }

    /** Brings the stored binds of the rebound people in line with the settled forest. */
    static Uni<Void> save(
            Mutiny.StatelessSession session,
            String tenantId,
            String program,
            Collection<Bind> bound,
            Collection<String> unbound) {
        return Rows.write(
                        session,
                        SAVE,
                        bound.stream()
                                .map(bind -> BindRow.New.of(tenantId, bind))
                                .toList())
                .chain(() -> unbound.isEmpty()
                        ? Uni.createFrom().item(0)
                        : session.createNativeQuery(REMOVE)
                                .setParameter("program", program)
                                .setParameter("people", unbound.toArray(String[]::new))
                                .executeUpdate())
                .replaceWithVoid();
    }
}
