package io.grapevine.chassis.outbox;

import io.grapevine.chassis.tenancy.Columns;
import io.grapevine.events.Event;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps events in the caller's transaction: they are published if, and only if, it commits. */
@ApplicationScoped
public class Outbox {

    private static final String INSERT = """
            insert into outbox (tenant_id, topic, record_key, recorded_at, headers, value) \
            select r.tenant_id, r.topic, r.record_key, timestamptz 'epoch' + r.at * interval '1 microsecond', \
            cast(r.headers as jsonb), r.value from unnest(cast(:tenant_id as text[]), cast(:topic as text[]), \
            cast(:record_key as text[]), cast(:at as bigint[]), cast(:headers as text[]), cast(:value as text[])) with ordinality \
            as r(tenant_id, topic, record_key, at, headers, value, position) order by r.position""";

    private final OutboxRelay relay;

    Outbox(OutboxRelay relay) {
        this.relay = relay;
    }

    /** Adds the events in order; an empty list is no round trip. */
    public Uni<Void> add(Mutiny.StatelessSession session, List<? extends Event<?>> events) {
        return insert(session, events.stream().map(OutboxRow::of).toList());
    }

    /** Adds events that were published before, marked so that a consumer can tell; {@code redelivery} names what asked for them. */
    public Uni<Void> addAgain(Mutiny.StatelessSession session, List<? extends Event<?>> events, String redelivery) {
        return insert(
                session,
                events.stream()
                        .map(event -> OutboxRow.of(event).redeliveredBy(redelivery))
                        .toList());
    }

    private Uni<Void> insert(Mutiny.StatelessSession session, List<OutboxRow> rows) {
        if (rows.isEmpty()) return Uni.createFrom().voidItem();
        return Columns.of(rows)
                .text("tenant_id", OutboxRow::tenantId)
                .text("topic", OutboxRow::topic)
                .text("record_key", OutboxRow::recordKey)
                .time("at", OutboxRow::recordedAt)
                .text("headers", OutboxRow::headersJson)
                .text("value", OutboxRow::value)
                .write(session, INSERT)
                .invoke(relay::expect)
                .replaceWithVoid();
    }
}
