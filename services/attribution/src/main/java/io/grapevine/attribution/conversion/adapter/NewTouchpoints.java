package io.grapevine.attribution.conversion.adapter;

import io.grapevine.chassis.tenancy.Columns;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Stores touchpoints, whose months have to be covered; one that was stored before changes nothing. They travel as columns: most of what
 * is written are these, and PostgreSQL reads arrays faster than rows of JSON.
 */
final class NewTouchpoints {

    // A reported click's id does not say when it was: one that comes again with another time would have another key.
    // What it is called are the last ten bytes.
    private static final String SAVE = """
            insert into touchpoints (tenant_id, visitor, touch, source, touch_id, code, link_id, occurred_at, human, program_key, \
            channel, evidence_class, late_by_ms, consent, device, site, term, data_centre) select :tenant, r.visitor, r.touch, \
            r.source, r.touch_id, r.code, r.link_id, timestamptz 'epoch' + r.at * interval '1 microsecond', r.human, r.program_key, \
            r.channel, r.evidence_class, r.late_by_ms, r.consent, r.device, r.site, r.term, r.data_centre \
            from unnest(cast(:visitor as uuid[]), cast(:touch as uuid[]), cast(:source as text[]), cast(:touch_id as text[]), \
            cast(:code as text[]), cast(:link_id as text[]), cast(:at as bigint[]), cast(:human as boolean[]), \
            cast(:program_key as text[]), cast(:channel as text[]), cast(:evidence_class as text[]), cast(:late_by_ms as bigint[]), \
            cast(:consent as text[]), cast(:device as uuid[]), cast(:site as text[]), cast(:term as text[]), \
            cast(:data_centre as boolean[])) as r(visitor, touch, source, touch_id, code, link_id, at, human, program_key, channel, \
            evidence_class, late_by_ms, consent, device, site, term, data_centre) \
            where r.source is null or not exists (select from touchpoints t where t.visitor = r.visitor \
            and substr(uuid_send(t.touch), 7) = substr(uuid_send(r.touch), 7) and t.source = r.source) \
            order by r.visitor, r.touch on conflict do nothing""";

    private NewTouchpoints() {}

    /** @param rows each touch once */
    static Uni<Integer> save(Mutiny.StatelessSession session, String tenantId, Collection<TouchpointRow.New> rows) {
        return Columns.of(rows)
                .all("tenant", tenantId)
                .uuid("visitor", TouchpointRow.New::visitor)
                .uuid("touch", TouchpointRow.New::touch)
                .text("source", TouchpointRow.New::source)
                .text("touch_id", TouchpointRow.New::touchId)
                .text("code", TouchpointRow.New::code)
                .text("link_id", TouchpointRow.New::linkId)
                .time("at", TouchpointRow.New::occurredAt)
                .flag("human", TouchpointRow.New::human)
                .text("program_key", TouchpointRow.New::programKey)
                .text("channel", TouchpointRow.New::channel)
                .text("evidence_class", TouchpointRow.New::evidenceClass)
                .number("late_by_ms", TouchpointRow.New::lateByMs)
                .text("consent", TouchpointRow.New::consent)
                .uuid("device", TouchpointRow.New::device)
                .text("site", TouchpointRow.New::site)
                .text("term", TouchpointRow.New::term)
                .flag("data_centre", TouchpointRow.New::dataCentre)
                .write(session, SAVE);
    }
}
