package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.core.type.TypeReference;
import io.grapevine.chassis.tenancy.Rows;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Replays as they stand, the orders still before them, and what was applied. */
final class Replays {

    private static final String ADD = """
            insert into replays select * from jsonb_populate_recordset(cast(null as replays), cast(:rows as jsonb))""";
    private static final String SAVE = """
            update replays p set state = r.state, phase = r.phase, place_at = r.place_at, place = r.place, total = r.total, \
            done = r.done, busy_millis = r.busy_millis, standing = r.standing, started_at = r.started_at, ended_at = r.ended_at, \
            failure = r.failure from jsonb_populate_recordset(cast(null as replays), cast(:rows as jsonb)) r \
            where p.replay_id = r.replay_id""";
    private static final String ONE = "select cast(to_jsonb(p) as text) from replays p where p.replay_id = :id";
    private static final String PAGE = """
            select cast(to_jsonb(p) as text) from replays p where (:after = '' or p.replay_id < :after) \
            order by p.replay_id desc limit :limit""";
    private static final String WORKLIST =
            "select distinct tenant_id from replays where state in ('queued', 'running', 'applying') order by tenant_id";
    // One after the other, so that a tenant's decisions share their time with one replay at most.
    private static final String NEXT = """
            select cast(to_jsonb(p) as text) from replays p where p.state in ('queued', 'running', 'applying') \
            order by (p.state = 'queued'), p.created_at limit 1""";
    private static final String AT_WORK =
            "select count(*) from replays where state in ('queued', 'running', 'applying')";

    private static final String ADD_ORDERS = """
            insert into replay_orders (tenant_id, replay_id, order_id) select :tenant, :id, unnest(cast(:orders as text[])) \
            on conflict do nothing""";
    // Those of the program in the scope were decided with it.
    private static final String REACHED = """
            select o.order_id from replay_orders o where o.replay_id = :id and o.order_id > :after \
            and not exists (select from conversions c where c.program_key = :program and c.kind = 'PURCHASE' \
            and c.subject = o.order_id and c.occurred_at >= cast(cast(:from as text) as timestamptz) \
            and c.occurred_at < cast(cast(:to as text) as timestamptz)) \
            order by o.order_id limit :limit""";
    private static final List<String> FORGET = List.of(
            "delete from replay_binds where replay_id = :id", "delete from replay_orders where replay_id = :id");

    private static final String COUNT = """
            select count(*) from conversions where program_key = :program and kind in ('SIGNUP', 'PURCHASE') \
            and occurred_at >= cast(cast(:from as text) as timestamptz) \
            and occurred_at < cast(cast(:to as text) as timestamptz)""";

    private static final String APPLY = """
            insert into restatements (tenant_id, program_key, place, version, replay_id, from_at, to_at, terms, applied_at, \
            applied_by) select p.tenant_id, p.program_key, 1 + coalesce((select max(place) from restatements r \
            where r.program_key = p.program_key), 0), cast(t.key as int), p.replay_id, p.from_at, p.to_at, \
            cast(t.value as text), cast(cast(:at as text) as timestamptz), :by \
            from replays p cross join lateral jsonb_each(cast(p.terms as jsonb)) t \
            where p.replay_id = :id on conflict (tenant_id, replay_id, version) do nothing""";

    private Replays() {}

    static Uni<Integer> add(Mutiny.StatelessSession session, ReplayRow row) {
        return Rows.write(session, ADD, List.of(row));
    }

    static Uni<ReplayRow> save(Mutiny.StatelessSession session, ReplayRow row) {
        return Rows.write(session, SAVE, List.of(row)).replaceWith(row);
    }

    static Uni<Optional<ReplayRow>> find(Mutiny.StatelessSession session, String id) {
        return one(session.createNativeQuery(ONE, String.class).setParameter("id", id));
    }

    /** To change it; waits for whoever is changing it. */
    static Uni<Optional<ReplayRow>> hold(Mutiny.StatelessSession session, String id) {
        return one(session.createNativeQuery(ONE + " for update", String.class).setParameter("id", id));
    }

    /** To work on it; empty if another instance does. */
    static Uni<Optional<ReplayRow>> take(Mutiny.StatelessSession session, String id) {
        return one(session.createNativeQuery(ONE + " for update skip locked", String.class)
                .setParameter("id", id));
    }

    /** The tenant's first one to work on; one that began comes before one that waits. */
    static Uni<Optional<ReplayRow>> next(Mutiny.StatelessSession session) {
        return one(session.createNativeQuery(NEXT, String.class));
    }

    static Uni<Long> atWork(Mutiny.StatelessSession session) {
        return session.createNativeQuery(AT_WORK, Long.class).getSingleResult();
    }

    /** The tenants that have any to work on, in a transaction that presents the worklist. */
    static Uni<List<String>> tenants(Mutiny.StatelessSession session) {
        return session.createNativeQuery(WORKLIST, String.class).getResultList();
    }

    /** Newest first. */
    static Uni<List<ReplayRow>> page(Mutiny.StatelessSession session, String after, int limit) {
        return session.createNativeQuery(PAGE, String.class)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(Replays::row).toList());
    }

    /** How many conversions the program has in a period. */
    static Uni<Long> count(Mutiny.StatelessSession session, String program, Period period) {
        return session.createNativeQuery(COUNT, Long.class)
                .setParameter("program", program)
                .setParameter("from", period.from().toString())
                .setParameter("to", period.to().toString())
                .getSingleResult();
    }

    static Uni<Integer> addOrders(Mutiny.StatelessSession session, ReplayRow replay, Set<String> orders) {
        if (orders.isEmpty()) return Uni.createFrom().item(0);
        return session.createNativeQuery(ADD_ORDERS)
                .setParameter("tenant", replay.tenantId())
                .setParameter("id", replay.replayId())
                .setParameter("orders", orders.toArray(String[]::new))
                .executeUpdate();
    }

    /** A page of the orders outside the scope that its binds reach. */
    static Uni<List<String>> reached(Mutiny.StatelessSession session, ReplayRow replay, int limit) {
        return session.createNativeQuery(REACHED, String.class)
                .setParameter("id", replay.replayId())
                .setParameter("after", replay.place())
                .setParameter("program", replay.programKey())
                .setParameter("from", replay.scope().from().toString())
                .setParameter("to", replay.scope().to().toString())
                .setParameter("limit", limit)
                .getResultList();
    }

    /** The shadow itself is of no use once what differs is known. */
    static Uni<Void> forget(Mutiny.StatelessSession session, String id) {
        return session.createNativeQuery(FORGET.getFirst())
                .setParameter("id", id)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(FORGET.getLast())
                        .setParameter("id", id)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** From now on its terms hold for its period, above whatever was applied before. */
    static Uni<Integer> restate(Mutiny.StatelessSession session, String id, String by, Instant now) {
        return session.createNativeQuery(APPLY)
                .setParameter("id", id)
                .setParameter("by", by)
                .setParameter("at", now.toString())
                .executeUpdate();
    }

    private static Uni<Optional<ReplayRow>> one(Mutiny.SelectionQuery<String> query) {
        return query.getSingleResultOrNull()
                .map(found -> Optional.ofNullable(found).map(Replays::row));
    }

    private static ReplayRow row(String json) {
        return ReplayRow.read(json, new TypeReference<>() {});
    }
}
