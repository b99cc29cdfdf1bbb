package io.grapevine.chassis.outbox;

import io.grapevine.chassis.tenancy.Rows;
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
            select r.tenant_id, r.topic, r.record_key, r.recorded_at, r.headers, r.value \
            from rows from (jsonb_to_recordset(cast(:rows as jsonb)) as (tenant_id text, topic text, record_key text, \
            recorded_at timestamptz, headers jsonb, value text)) with ordinality \
            as r(tenant_id, topic, record_key, recorded_at, headers, value, position) order by r.position""";

    private final OutboxRelay relay;

    Outbox(OutboxRelay relay) {
        this.relay = relay;
    }

    /** Adds the events in order; an empty list is no round trip. */
    public Uni<Void> add(Mutiny.StatelessSession session, List<? extends Event<?>> events) {
        if (events.isEmpty()) return Uni.createFrom().voidItem();
        var rows = events.stream().map(OutboxRow::of).toList();
        return Rows.write(session, INSERT, rows).invoke(relay::expect).replaceWithVoid();
    }
}
