package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.tenancy.Columns;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.notification.message.Change;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** What was seen of each subject, in the caller's transaction. */
final class Changes {

    // Sorted, so that two transactions noting the same changes wait for each other and never deadlock.
    private static final String NOTE = """
            with noted as (insert into changes (tenant_id, subject, sequence, state, reason, changed_at) \
            select :tenant, r.subject, r.sequence, r.state, r.reason, timestamptz 'epoch' + r.at * interval '1 microsecond' \
            from unnest(cast(:subject as text[]), cast(:sequence as bigint[]), cast(:state as text[]), cast(:reason as text[]), \
            cast(:at as bigint[])) as r(subject, sequence, state, reason, at) order by r.subject, r.sequence \
            on conflict do nothing returning tenant_id, subject, sequence, state, reason, changed_at) \
            select * from noted""";
    private static final String KNOWN = """
            select * from changes where tenant_id = :tenant \
            and subject in (select jsonb_array_elements_text(cast(cast(:subjects as text) as jsonb)))""";

    private Changes() {}

    /** Those that were not seen before; a second delivery of an event notes nothing. */
    static Uni<Set<Change>> noteNew(Mutiny.StatelessSession session, String tenantId, Collection<Change> changes) {
        return Columns.of(changes)
                .all("tenant", tenantId)
                .text("subject", Change::subject)
                .number("sequence", change -> (long) change.sequence())
                .text("state", Change::state)
                .text("reason", Change::reason)
                .time("at", Change::at)
                .read(session, NOTE, ChangeRow.class)
                .map(Changes::toChanges);
    }

    /** Everything seen of these subjects, in any order. */
    static Uni<Set<Change>> known(Mutiny.StatelessSession session, String tenantId, Set<String> subjects) {
        return session.createNativeQuery(KNOWN, ChangeRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("subjects", Rows.json(subjects))
                .getResultList()
                .map(Changes::toChanges);
    }

    private static Set<Change> toChanges(List<ChangeRow> rows) {
        var changes = new HashSet<Change>();
        for (var row : rows) changes.add(row.toChange());
        return changes;
    }
}
