package io.grapevine.insights.export.adapter;

import io.grapevine.insights.export.Table;

/**
 * How a lane is read page by page: each begins after the row whose time is {@code :at} and whose other keys are {@code :k1} and so on. By keys
 * and not by a cursor, so that a client who reads slowly holds no connection. Rows are the keys, then the table's own columns. Times are
 * bound as text, so that open ends can be said; row-level security keeps all of it to the tenant.
 *
 * @param keys beside the time
 */
record Scan(String sql, int keys) {

    static final String PROGRAMS = """
            select program_key from programs where cast(:program as text) is null or program_key = :program
            order by program_key collate "C\"""";

    private static final Scan EVENTS =
            new Scan("""
            select cast(occurred_at as text), source, event_id,
                event_id, source as its_source, type, program_key, %s, %s, code, participant_id, channel, variant, touch_id, link_id, origin,
                human, customer_id, order_id, refund_id, amount_minor, currency, currency as its_currency, country
            from facts
            where type = :part and %s and (occurred_at, source, event_id) > (%s, :k1, :k2)
                and (cast(:program as text) is null or program_key is null or program_key = :program)
            order by occurred_at, source, event_id limit :most""".formatted(millis("occurred_at"), millis("received_at"), inPeriod("occurred_at"), at()), 2);

    private static final Scan DECISIONS = new Scan(
            """
            select cast(s.occurred_at as text), s.key,
                c.conversion_id, cast(c.revision as bigint), c.program_key, c.kind, %s, c.event_id, c.customer_id, c.order_id, c.outcome,
                c.reason, c.advocate_id, c.code, s.channel, s.variant, cast(s.generation as bigint), %s, c.amount_minor, c.refunded_minor,
                c.currency, c.currency as its_currency
            from steps s join conversions c on c.tenant_id = s.tenant_id and c.conversion_id = s.key
            where s.program_key = :program and s.kind = :part and %s and (s.occurred_at, s.key) > (%s, :k1)
            order by s.occurred_at, s.key limit :most""".formatted(millis("c.occurred_at"), millis("c.touched_at"), inPeriod("s.occurred_at"), at()), 1);

    private static final Scan REWARDS = new Scan(
            """
            select cast(s.occurred_at as text), s.key,
                r.reward_id, cast(r.sequence as bigint), r.program_key, r.conversion_id, %s, r.role, r.kind, r.status, r.amount_minor,
                r.currency, r.currency as its_currency, %s, %s, %s, c.customer_id, c.order_id, c.advocate_id
            from steps s join rewards r on r.tenant_id = s.tenant_id and r.reward_id = s.key
            left join conversions c on c.tenant_id = r.tenant_id and c.conversion_id = r.conversion_id
            left join reward_moments l on l.tenant_id = r.tenant_id and l.reward_id = r.reward_id and l.status = 'released'
            left join reward_moments f on f.tenant_id = r.tenant_id and f.reward_id = r.reward_id and f.status = 'fulfilled'
            where s.program_key = :program and s.kind = :part and %s and (s.occurred_at, s.key) > (%s, :k1)
            order by s.occurred_at, s.key limit :most""".formatted(
                            millis("s.occurred_at"),
                            millis("r.changed_at"),
                            millis("l.at"),
                            millis("f.at"),
                            inPeriod("s.occurred_at"),
                            at()),
            1);

    private static final Scan FIGURES = new Scan("""
            select cast(bucket as text), value, kind, outcome, currency,
                nullif(program_key, ''), case dim when '' then 'all' else dim end, value as its_value, %s,
                case dim when '' then 'hour' else 'day' end, kind as step, outcome as its_outcome, n, amount_minor, refunded_minor,
                nullif(currency, ''), nullif(currency, '') as its_currency
            from rollups
            where program_key = :program and dim = :part and %s and (bucket, value, kind, outcome, currency) > (%s, :k1, :k2, :k3, :k4)
                and n <> 0
            order by bucket, value, kind, outcome, currency limit :most""".formatted(millis("bucket"), inPeriod("bucket"), at()), 4);

    static Scan of(Table table) {
        return switch (table) {
            case EVENTS -> EVENTS;
            case DECISIONS -> DECISIONS;
            case REWARDS -> REWARDS;
            case FIGURES -> FIGURES;
        };
    }

    private static String at() {
        return "cast(cast(:at as text) as timestamptz)";
    }

    private static String inPeriod(String column) {
        return "%1$s >= cast(cast(:from as text) as timestamptz) and %1$s < cast(cast(:to as text) as timestamptz)"
                .formatted(column);
    }

    /** What was read before arrival was kept is said to have come at infinity. */
    private static String millis(String column) {
        return "case when isfinite(%1$s) then cast(floor(extract(epoch from %1$s) * 1000) as bigint) end"
                .formatted(column);
    }
}
