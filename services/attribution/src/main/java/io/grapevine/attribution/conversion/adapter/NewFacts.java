package io.grapevine.attribution.conversion.adapter;

import io.grapevine.chassis.tenancy.Columns;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores facts, once: of an event id that comes again the first body stays. */
final class NewFacts {

    // Sorted, so that two transactions with the same events wait for each other and never deadlock.
    private static final String SAVE = """
            with given as (select * from unnest(cast(:source as text[]), cast(:event_id as text[]), cast(:type as text[]), \
            cast(:at as bigint[]), cast(:body_hash as text[]), cast(:program_key as text[]), cast(:customer_id as text[]), \
            cast(:visitor_id as text[]), cast(:order_id as text[]), cast(:refund_id as text[]), cast(:code as text[]), \
            cast(:data as text[]), cast(:late_by_ms as bigint[]), cast(:email_form as text[]), cast(:consent as text[]), \
            cast(:device as uuid[])) with ordinality as r(source, event_id, type, at, body_hash, program_key, customer_id, \
            visitor_id, order_id, refund_id, code, data, late_by_ms, email_form, consent, device, position)), \
            saved as (insert into facts (tenant_id, source, event_id, type, occurred_at, body_hash, program_key, customer_id, \
            visitor_id, order_id, refund_id, code, data, late_by_ms, email_form, consent, device) select distinct on (source, event_id) \
            :tenant, source, event_id, type, timestamptz 'epoch' + at * interval '1 microsecond', body_hash, program_key, \
            customer_id, visitor_id, order_id, refund_id, code, data, late_by_ms, email_form, consent, device from given \
            order by source, event_id, position on conflict do nothing returning source, event_id) \
            select cast(min(given.position) - 1 as integer) from given join saved using (source, event_id) group by source, event_id""";

    private NewFacts() {}

    /** Answers which of the rows are news, by their places. */
    static Uni<List<Integer>> save(Mutiny.StatelessSession session, String tenantId, List<FactRow.New> rows) {
        return Columns.of(rows)
                .all("tenant", tenantId)
                .text("source", FactRow.New::source)
                .text("event_id", FactRow.New::eventId)
                .text("type", FactRow.New::type)
                .time("at", FactRow.New::occurredAt)
                .text("body_hash", FactRow.New::bodyHash)
                .text("program_key", FactRow.New::programKey)
                .text("customer_id", FactRow.New::customerId)
                .text("visitor_id", FactRow.New::visitorId)
                .text("order_id", FactRow.New::orderId)
                .text("refund_id", FactRow.New::refundId)
                .text("code", FactRow.New::code)
                .text("data", FactRow.New::data)
                .number("late_by_ms", FactRow.New::lateByMs)
                .text("email_form", FactRow.New::emailForm)
                .text("consent", FactRow.New::consent)
                .uuid("device", FactRow.New::device)
                .read(session, SAVE, Integer.class);
    }
}
