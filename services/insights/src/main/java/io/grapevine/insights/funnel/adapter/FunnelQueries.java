package io.grapevine.insights.funnel.adapter;

/**
 * The counts, each one statement that answers one JSON array. Row-level security keeps them to the tenant. A fact without
 * programKey counts for every program of the tenant; one with a code counts where the code belongs. Ids compare by code point.
 * Times are bound as text, so that open ends can be said.
 */
final class FunnelQueries {

    private FunnelQueries() {}

    static final String PROGRAM_IS_KNOWN = "select count(*) from programs where program_key = :key";

    static final String EVENTS_BY_TYPE = """
            select cast(coalesce(json_object_agg(type, events), '{}') as text) from (
                select type, count(*) as events from facts where program_key is null or program_key = :key group by type) t""";

    /** For this transaction: the planner takes every intermediate list for short and would compare two of them row by row. */
    static final String JOIN_BY_HASH = "select set_config('enable_nestloop', 'off', true)";

    /** The codes of the program, and of each the variant of its first share. */
    private static final String CODES = """
            with codes as (
                select code from links where program_key = :key
                union select referral_code from participants where program_key = :key),
            shared as (
                select coalesce(f.code, p.referral_code) as code, f.variant, f.occurred_at, f.event_id
                from facts f left join participants p on p.tenant_id = f.tenant_id and p.participant_id = f.participant_id
                where f.type = 'share' and (f.program_key is null or f.program_key = :key)),
            variants as (
                select distinct on (code) code, variant from shared join codes using (code)
                order by code, occurred_at, event_id collate "C")""";

    /** The first redirect decides who followed a link; the landing page only if its redirect was lost. */
    static final String TOUCHES = CODES + """
            , touched as (
                select min(f.occurred_at) as occurred_at, max(coalesce(f.code, l.code)) as code,
                    coalesce(bool_or(f.human) filter (where f.origin <> 'landing'), bool_or(f.human)) as human
                from facts f left join links l on l.tenant_id = f.tenant_id and l.link_id = f.link_id
                where f.type = 'click' and (f.program_key is null or f.program_key = :key)
                group by case when f.origin = 'host' then f.source else '' end, f.touch_id),
            steps as (
                select code, occurred_at, 1 as shares, 0 as clicks, 0 as human from shared join codes using (code)
                union all
                select code, occurred_at, 0, 1, case when human then 1 else 0 end from touched
                where code is null or code in (select code from codes)
                    or code not in (select code from links union select referral_code from participants))
            select cast(coalesce(json_agg(t), '[]') as text) from (
                select v.variant as "variant", s.code is not null and c.code is not null as "known",
                    sum(s.shares) as "shares", sum(s.clicks) as "clicks", sum(s.human) as "human"
                from steps s left join codes c on c.code = s.code left join variants v on v.code = s.code
                where s.occurred_at >= cast(cast(:from as text) as timestamptz) and s.occurred_at < cast(cast(:to as text) as timestamptz)
                group by 1, 2) t""";

    static final String CONVERTED = CODES + """
            select cast(coalesce(json_agg(t), '[]') as text) from (
                select v.variant as "variant", d.kind as "kind", d.outcome as "outcome", d.reason as "reason",
                    d.currency as "currency", count(*) as "conversions", sum(d.amount_minor - d.refunded_minor) as "netMinor"
                from conversions d left join variants v on v.code = d.code
                where d.program_key = :key
                    and d.occurred_at >= cast(cast(:from as text) as timestamptz) and d.occurred_at < cast(cast(:to as text) as timestamptz)
                group by 1, 2, 3, 4, 5) t""";

    static final String SIGN_UPS = """
            select cast(json_build_object('events', count(*), 'customers', count(distinct customer_id)) as text)
            from facts where type = 'signup' and (program_key is null or program_key = :key)
                and occurred_at >= cast(cast(:from as text) as timestamptz) and occurred_at < cast(cast(:to as text) as timestamptz)""";

    /** Of an order or refund reported twice, the earliest by (time, event id) is the fact. */
    static final String SOLD = """
            with reported as (
                select * from facts where type = 'purchase' and (program_key is null or program_key = :key)),
            orders as (
                select distinct on (order_id) order_id, occurred_at, amount_minor, currency from reported
                order by order_id, occurred_at, event_id collate "C"),
            refunds as (
                select distinct on (refund_id) refund_id, order_id, amount_minor, currency from facts where type = 'refund'
                order by refund_id, occurred_at, event_id collate "C"),
            refunded as (select order_id, currency, sum(amount_minor) as amount_minor from refunds group by 1, 2),
            events as (
                select currency, count(*) as events from reported
                where occurred_at >= cast(cast(:from as text) as timestamptz) and occurred_at < cast(cast(:to as text) as timestamptz) group by 1),
            sums as (
                select o.currency, count(*) as orders, sum(o.amount_minor) as gross,
                    sum(least(o.amount_minor, coalesce(r.amount_minor, 0))) as refunded
                from orders o left join refunded r on r.order_id = o.order_id and r.currency = o.currency
                where o.occurred_at >= cast(cast(:from as text) as timestamptz) and o.occurred_at < cast(cast(:to as text) as timestamptz) group by 1)
            select cast(coalesce(json_agg(t), '[]') as text) from (
                select e.currency as "currency", e.events as "events", coalesce(s.orders, 0) as "orders",
                    coalesce(s.gross, 0) as "grossMinor", coalesce(s.refunded, 0) as "refundedMinor"
                from events e left join sums s using (currency)) t""";

    static final String REFUNDED = """
            with reported as (
                select * from facts where type = 'refund' and (program_key is null or program_key = :key)
                    and occurred_at >= cast(cast(:from as text) as timestamptz) and occurred_at < cast(cast(:to as text) as timestamptz)),
            refunds as (
                select distinct on (refund_id) refund_id, currency, amount_minor from reported
                order by refund_id, occurred_at, event_id collate "C")
            select cast(coalesce(json_agg(t), '[]') as text) from (
                select currency as "currency", (select count(*) from reported e where e.currency = r.currency) as "events",
                    count(*) as "refunds", sum(amount_minor) as "amountMinor"
                from refunds r group by currency) t""";

    /** A reward belongs to the time of its conversion; until that is known, to the time of its own change. */
    static final String OWED = """
            select cast(coalesce(json_agg(t), '[]') as text) from (
                select r.status as "status", r.kind as "kind", r.currency as "currency", count(*) as "rewards",
                    coalesce(sum(r.amount_minor), 0) as "amountMinor"
                from rewards r left join conversions d on d.tenant_id = r.tenant_id and d.conversion_id = r.conversion_id
                where r.program_key = :key and coalesce(d.occurred_at, r.changed_at) >= cast(cast(:from as text) as timestamptz)
                    and coalesce(d.occurred_at, r.changed_at) < cast(cast(:to as text) as timestamptz)
                group by 1, 2, 3) t""";
}
