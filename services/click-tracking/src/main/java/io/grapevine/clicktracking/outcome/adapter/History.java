package io.grapevine.clicktracking.outcome.adapter;

import io.grapevine.chassis.tenancy.RecordColumns;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes what the log says about events; a second delivery changes nothing. */
@ApplicationScoped
class History {

    private static final RecordColumns<HistoryRows.Received> RECEIVED_ROWS =
            RecordColumns.of(HistoryRows.Received.class);
    private static final RecordColumns<HistoryRows.Decided> DECIDED_ROWS = RecordColumns.of(HistoryRows.Decided.class);

    /** The first that is read stays, as in attribution. */
    private static final String RECEIVED =
            "insert into received_events (%s) select distinct on (r.source, r.event_id) %s from %s "
                            .formatted(RECEIVED_ROWS.names(), RECEIVED_ROWS.values(), RECEIVED_ROWS.rows())
                    + "order by r.source, r.event_id, r.received_at on conflict do nothing";

    private static final String CONFLICTING = """
            insert into conflicting_events (tenant_id, source, event_id, body_hash, received_at) \
            select r.tenant_id, r.source, r.event_id, r.body_hash, min(r.received_at) from (select %s from %s) r \
            cross join lateral (select e.body_hash from received_events e where e.source = r.source \
            and e.event_id = r.event_id offset 0) e \
            where r.body_hash is not null and e.body_hash is distinct from r.body_hash \
            group by r.tenant_id, r.source, r.event_id, r.body_hash order by r.source, r.event_id, r.body_hash \
            on conflict do nothing""".formatted(RECEIVED_ROWS.named(), RECEIVED_ROWS.rows());

    private static final String DECIDED =
            "insert into decided_conversions (%s) select distinct on (r.conversion_id) %s from %s "
                            .formatted(DECIDED_ROWS.names(), DECIDED_ROWS.values(), DECIDED_ROWS.rows())
                    + """
                    order by r.conversion_id, r.revision desc \
                    on conflict (tenant_id, conversion_id) do update set revision = excluded.revision, \
                    event_source = excluded.event_source, event_id = excluded.event_id, outcome = excluded.outcome, \
                    reason = excluded.reason where excluded.revision > decided_conversions.revision""";

    private static final String REJECTED = """
            insert into rejected_events (tenant_id, rejection_id, event_id, type, code, errors, key_id, ciphertext, \
            received_at) select r.tenant_id, r.rejection_id, r.event_id, r.type, r.code, r.errors, r.key_id, r.ciphertext, \
            r.received_at from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, rejection_id text, \
            event_id text, type text, code text, errors jsonb, key_id text, ciphertext text, received_at timestamptz) \
            order by r.rejection_id on conflict do nothing""";

    private static final String REJECTION_KEYS = """
            insert into rejection_keys (tenant_id, key_id, person, master_key_version, wrapped_key) \
            select r.tenant_id, r.key_id, r.person, r.master_key_version, r.wrapped_key \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, key_id text, person text, \
            master_key_version int, wrapped_key text) order by r.key_id on conflict do nothing""";

    Uni<Void> save(Mutiny.StatelessSession session, List<Event<?>> events) {
        var received = rows(events, HistoryRows::received);
        return RECEIVED_ROWS
                .write(session, RECEIVED, received)
                .chain(added -> conflicting(session, received, added))
                .chain(() -> DECIDED_ROWS.write(session, DECIDED, rows(events, HistoryRows::decided)))
                .chain(() -> Rows.write(session, REJECTED, rows(events, HistoryRows::rejected)))
                .chain(() -> Rows.write(session, REJECTION_KEYS, rows(events, HistoryRows::rejectionKey)))
                .replaceWithVoid();
    }

    /** Where all were new, each by itself, none can contradict another. */
    private static Uni<Integer> conflicting(
            Mutiny.StatelessSession session, List<HistoryRows.Received> received, int added) {
        return added == received.size()
                ? Uni.createFrom().item(0)
                : RECEIVED_ROWS.write(session, CONFLICTING, received);
    }

    private static <R> List<R> rows(List<Event<?>> events, Function<Event<?>, Optional<R>> row) {
        return events.stream().map(row).flatMap(Optional::stream).toList();
    }
}
