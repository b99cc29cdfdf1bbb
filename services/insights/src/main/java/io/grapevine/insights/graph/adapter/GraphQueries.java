package io.grapevine.insights.graph.adapter;

import java.util.Map;

/**
 * The referral edges are the attributed sign-ups. While a late sign-up is being settled, two of one friend may stand side by side
 * for a moment; the earliest by (time, event id) is the edge, as it will be when all is told.
 */
final class GraphQueries {

    private GraphQueries() {}

    private static final String MILLIS = "cast(floor(extract(epoch from %s) * 1000) as bigint)";

    /**
     * All that a request needs to know before it is answered from memory: whether there is such a program, the person by participant id or by
     * the site's own, who may never have enrolled, and what has changed since the graph was read.
     */
    static final String LOOK = """
            select (select count(*) from programs where program_key = :key), p.external_id, p.participant_id,
                cast(pg_snapshot_xmin(pg_current_snapshot()) as text),
                (select cast(coalesce(json_agg(json_build_array(cast(changed as text), person_id)), '[]') as text) from graph_changes
                    where program_key in (:key, '') and changed >= cast(cast(:since as text) as xid8))
            from (select 1) one left join (
                select external_id, participant_id from participants
                where program_key = :key and (participant_id = :person or external_id = :person)
                order by participant_id = :person desc limit 1) p on true""";

    static final String STATES =
            """
            select cast(coalesce(json_agg(t), '[]') as text) from (
                select p.id as "id", e.advocate_id as "advocate", coalesce(%s, s.first_at, %d) as "atMillis",
                    s.first_at is not null or exists (
                        select 1 from participants where program_key = :key and external_id = p.id) or exists (
                        select 1 from links where program_key = :key and external_id = p.id) as "known",
                    coalesce(n.net, '{}') as "netMinor"
                from jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as p(id)
                left join lateral (
                    select advocate_id, occurred_at from conversions
                    where program_key = :key and kind = 'signup' and outcome = 'attributed' and customer_id = p.id
                    order by occurred_at, event_id collate "C" limit 1) e on true
                cross join lateral (
                    select min(%s) as first_at from facts
                    where type = 'signup' and customer_id = p.id and (program_key is null or program_key = :key)) s
                left join lateral (
                    select json_object_agg(currency, minor) as net from (
                        select currency, sum(amount_minor - refunded_minor) as minor from conversions
                        where program_key = :key and kind = 'purchase' and outcome = 'attributed' and customer_id = p.id
                            and currency is not null
                        group by currency) m) n on true) t""".formatted(MILLIS.formatted("e.occurred_at"), Long.MIN_VALUE, MILLIS.formatted("occurred_at"));

    /** Where reading begins; what changes while it is read is read once more. */
    static final String POSITION = "select cast(pg_snapshot_xmin(pg_current_snapshot()) as text)";

    static final String SIGN_UPS =
            "select customer_id, %s from facts where type = 'signup' and (program_key is null or program_key = :key)"
                    .formatted(MILLIS.formatted("occurred_at"));

    static final String OWNERS = """
            select external_id, cast(null as bigint) from participants where program_key = :key
            union all select external_id, null from links where program_key = :key""";

    static final String EDGES =
            "select customer_id, advocate_id, %s from conversions where program_key = :key and kind = 'signup' and outcome = 'attributed'"
                    .formatted(MILLIS.formatted("occurred_at"));

    static final String ORDERS = """
            select customer_id, currency, amount_minor - refunded_minor from conversions
            where program_key = :key and kind = 'purchase' and outcome = 'attributed'
                and customer_id is not null and currency is not null""";

    /** The scans a graph is read by, by the name of their cursor. */
    static final Map<String, String> SCANS =
            Map.of("sign_ups", SIGN_UPS, "owners", OWNERS, "edges", EDGES, "orders", ORDERS);
}
