package io.grapevine.insights.funnel.adapter;

/**
 * Sums of steps, each query one statement that answers one JSON array. Row-level security keeps them to the tenant; program '' counts for
 * every program. What lies in whole hours or days is summed up in {@code rollups} already, the rest of a period is counted from
 * {@code steps}, and of what was merely reported from {@code facts}. Times are bound as text, so that open ends can be said.
 */
final class FunnelQueries {

    private FunnelQueries() {}

    static final String PROGRAM_IS_KNOWN = "select count(*) from programs where program_key = :key";

    static final String EVENTS_BY_TYPE = """
            select cast(coalesce(json_object_agg(outcome, events), '{}') as text) from (
                select outcome, sum(n) as events from rollups where program_key in ('', :key) and dim = '' and kind = 'event'
                group by outcome having sum(n) <> 0) t""";

    private static final String TIMES = """
            with t as (
                select cast(cast(:from as text) as timestamptz) as "from", cast(cast(:wholeFrom as text) as timestamptz) as whole_from,
                    cast(cast(:wholeTo as text) as timestamptz) as whole_to, cast(cast(:to as text) as timestamptz) as "to")""";

    private static final String AT_THE_EDGES = """
            (occurred_at >= (select "from" from t) and occurred_at < (select whole_from from t)
                or occurred_at >= (select whole_to from t) and occurred_at < (select "to" from t))""";

    private static final String ROLLED_UP = """
            program_key in ('', :key) and n <> 0 and bucket >= (select whole_from from t) and bucket < (select whole_to from t)""";

    private static final String STEPS_AT_THE_EDGES = """
            program_key in ('', :key) and kind in ('share', 'click', 'customer', 'order', 'refund', 'signup', 'purchase', 'reward', 'payout')
                and\s""" + AT_THE_EDGES;

    private static final String SUMMED = """
            , sums as (
                select part, kind, outcome, currency, sum(n) as n, sum(amount_minor) as amount_minor,
                    sum(refunded_minor) as refunded_minor from counted group by 1, 2, 3, 4)
            select cast(coalesce(json_agg(json_build_object('group', part, 'kind', kind, 'outcome', outcome, 'currency', currency,
                'n', n, 'amountMinor', amount_minor, 'refundedMinor', refunded_minor)), '[]') as text) from sums""";

    /** All of it. */
    static final String TOTALS = TIMES + """
            , counted as (
                select '' as part, kind, outcome, currency, n, amount_minor, refunded_minor from rollups where dim = '' and\s""" + ROLLED_UP + """
                union all
                select '', kind, outcome, currency, 1, amount_minor, refunded_minor from steps where\s""" + STEPS_AT_THE_EDGES + """
                union all
                select '', 'event', type, '', 1, 0, 0 from facts where type in ('signup', 'purchase', 'refund')
                    and (program_key is null or program_key = :key) and\s""" + AT_THE_EDGES + ")" + SUMMED;

    /** By the starts of stretches of time, {@code :unit} in PostgreSQL's words. */
    static final String BY_TIME = TIMES + """
            , counted as (
                select cast(cast(extract(epoch from date_trunc(cast(:unit as text), bucket, 'UTC')) * 1000 as bigint) as text) as part, kind,
                    outcome, currency, n, amount_minor, refunded_minor
                from rollups where dim = '' and kind <> 'event' and\s""" + ROLLED_UP + """
                union all
                select cast(cast(extract(epoch from date_trunc(cast(:unit as text), occurred_at, 'UTC')) * 1000 as bigint) as text), kind,
                    outcome, currency, 1, amount_minor, refunded_minor
                from steps where\s""" + STEPS_AT_THE_EDGES + ")" + SUMMED;

    /** By the values of a dimension; of more than {@code :most} those with most sign-ups brought. */
    static final String BY_VALUE = TIMES + """
            , counted as (
                select value as part, kind, outcome, currency, n, amount_minor, refunded_minor from rollups where dim = :dim and\s"""
            + ROLLED_UP + """
                union all
                select coalesce(case cast(:dim as text) when 'channel' then channel when 'variant' then variant when 'country' then country
                        when 'advocate' then advocate_id when 'generation' then cast(generation as text) end, ''),
                    kind, outcome, currency, 1, amount_minor, refunded_minor
                from steps where kind in ('share', 'click', 'signup', 'purchase', 'reward') and\s""" + STEPS_AT_THE_EDGES + """
                ), most as (
                select part from counted group by part
                order by sum(n) filter (where kind = 'signup' and outcome = 'attributed') desc nulls last, sum(n) desc, part collate "C"
                limit :most)""" + SUMMED + " where part in (select part from most)";

    /** By the slots of the time since the step before. */
    static final String BY_PACE = TIMES + """
            , counted as (
                select value as part, kind, outcome, currency, n, amount_minor, refunded_minor from rollups where dim = 'elapsed' and\s""" + ROLLED_UP + """
                union all
                select pace(elapsed_ms), kind, outcome, currency, 1, amount_minor, refunded_minor from steps
                where elapsed_ms is not null and\s""" + STEPS_AT_THE_EDGES + ")" + SUMMED;
}
