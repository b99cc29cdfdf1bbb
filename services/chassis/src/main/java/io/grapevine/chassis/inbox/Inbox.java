package io.grapevine.chassis.inbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes note of events in the caller's transaction and answers which of them are new, so that a second delivery has no effect. */
public final class Inbox {

    // Sorted, so that two transactions noting the same events wait for each other and never deadlock.
    private static final String NOTE = """
            with given as (select * from jsonb_to_recordset(cast(:rows as jsonb)) \
            as r(tenant_id text, source text, event_id text, position int)), \
            noted as (insert into inbox (tenant_id, source, event_id) select distinct tenant_id, source, event_id from given \
            order by source, event_id on conflict do nothing returning source, event_id) \
            select min(given.position) from given join noted using (source, event_id) group by source, event_id""";

    private Inbox() {}

    private record Row(
            @JsonProperty("tenant_id") String tenantId,
            String source,
            @JsonProperty("event_id") String eventId,
            int position) {}

    /** The events seen for the first time, in the given order; of a repetition within the list only the first is new. */
    public static Uni<List<Event<?>>> onlyNew(Mutiny.StatelessSession session, List<? extends Event<?>> events) {
        var rows = IntStream.range(0, events.size())
                .mapToObj(position -> row(events.get(position), position))
                .toList();
        return Rows.read(session, NOTE, rows, Integer.class).map(positions -> at(events, positions));
    }

    private static Row row(Event<?> event, int position) {
        return new Row(event.tenantId(), event.source(), event.id(), position);
    }

    private static List<Event<?>> at(List<? extends Event<?>> events, List<Integer> positions) {
        var wanted = new HashSet<>(positions);
        return IntStream.range(0, events.size())
                .filter(wanted::contains)
                .<Event<?>>mapToObj(events::get)
                .toList();
    }
}
