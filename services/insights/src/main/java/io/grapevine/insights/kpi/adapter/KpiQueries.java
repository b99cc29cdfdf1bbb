package io.grapevine.insights.kpi.adapter;

/** Everything a program's key figures of a period are reckoned from, one JSON object; times are bound as text. */
final class KpiQueries {

    private KpiQueries() {}

    static final String PROGRAM_IS_KNOWN = "select count(*) from programs where program_key = :key";

    static final String TALLY = """
            with t as (select cast(cast(:from as text) as timestamptz) as t0, cast(cast(:to as text) as timestamptz) as t1),
            paced as (
                select kind, percentile_disc(0.5) within group (order by elapsed_ms) as ms from steps
                where program_key = :key and kind in ('reward', 'payout') and elapsed_ms is not null
                    and occurred_at >= (select t0 from t) and occurred_at < (select t1 from t) group by kind)
            select cast(json_build_object(
                'steps', (select coalesce(json_agg(json_build_object('kind', s.kind, 'outcome', s.outcome, 'currency', s.currency, 'n', s.n,
                    'amountMinor', s.amount_minor, 'refundedMinor', s.refunded_minor)), '[]') from t, sums_between(:key, t0, t1) s),
                'customers', (select coalesce(json_agg(json_build_object('referred', c.referred, 'currency', c.currency, 'customers', c.customers,
                    'buyers', c.buyers, 'repeaters', c.repeaters, 'matured', c.matured, 'retained', c.retained, 'netMinor', c.net_minor)), '[]')
                    from t, customers_until(:key, t1) c),
                'buyers', (select count(distinct customer_id) from steps where program_key = :key and kind = 'purchase'
                    and outcome = 'attributed' and occurred_at >= (select t0 from t) and occurred_at < (select t1 from t)),
                'secondsToReward', (select ms / 1000.0 from paced where kind = 'reward'),
                'secondsToPayout', (select ms / 1000.0 from paced where kind = 'payout')) as text)""";

    /** Moves what customers add to the sums to what their steps say now, of at most so many. */
    static final String SETTLE = "select settle_customers(:most)";

    /** Those with goals: they are looked at without anybody asking. */
    static final String TENANTS_TO_SETTLE = """
            select distinct g.tenant_id from goals g where exists (select from customers_moved m where m.tenant_id = g.tenant_id)
            order by g.tenant_id limit :most""";

    static final String GOALS = """
            select cast(coalesce(json_agg(json_build_object('kpi', kpi, 'currency', currency, 'bound', bound, 'target', target,
                'windowDays', window_days, 'met', met) order by kpi, currency), '[]') as text)
            from goals where program_key = :key""";

    /** What is wanted now has not been looked at yet. */
    static final String SAVE = """
            insert into goals (tenant_id, program_key, kpi, currency, bound, target, window_days)
            values (:tenant, :key, :kpi, :currency, :bound, :target, :days)
            on conflict (tenant_id, program_key, kpi, currency) do update set bound = excluded.bound, target = excluded.target,
                window_days = excluded.window_days, met = null, looked_at = null""";

    static final String DELETE = "delete from goals where program_key = :key and kpi = :kpi and currency = :currency";

    /** Locked, so that of several instances one tells of a crossing; whose turn it is not finds nothing due. */
    static final String DUE = """
            select program_key from goals where program_key = (
                select program_key from goals where looked_at is null or looked_at < :before
                order by looked_at nulls first, program_key limit 1)
            for update skip locked""";

    static final String LOOKED = """
            update goals set met = coalesce(cast(cast(:met as text) as boolean), met), looked_at = :now
            where program_key = :key and kpi = :kpi and currency = :currency""";

    static final String TENANTS_DUE =
            "select distinct tenant_id from goals where looked_at is null or looked_at < :before order by tenant_id limit :most";
}
