package io.grapevine.insights.experiment.adapter;

import io.grapevine.insights.experiment.Metric;

/** Everything an experiment's figures are reckoned from; times and arms are bound as text. */
final class ExperimentQueries {

    private ExperimentQueries() {}

    /**
     * An advocate is of the arm that the first share of the run by them says, and from then on so is what comes by their codes: friends inherit.
     * Who shared before the run, or says no arm of it, takes no part.
     */
    private static final String EXPOSED = """
            with t as (
                select cast(cast(:from as text) as timestamptz) as t0, cast(cast(:to as text) as timestamptz) as t1),
            said as (
                select s.advocate_id, f.variant as arm, s.occurred_at, f.event_id, f.source from steps s
                join facts f on f.tenant_id = s.tenant_id and f.source = s.part and f.event_id = s.key
                where s.program_key = :key and s.kind = 'share' and s.outcome = ''
                    and s.occurred_at >= (select t0 from t) and s.occurred_at < (select t1 from t)
                    and f.variant in (select jsonb_array_elements_text(cast(cast(:arms as text) as jsonb)))),
            exposed as materialized (
                select distinct on (advocate_id) advocate_id, arm, occurred_at as at from said
                order by advocate_id, occurred_at, event_id collate "C", source collate "C"),
            """;

    /** What they and theirs did since, by the steps of one kind. */
    private static final String SINCE = """
            join steps s on s.advocate_id = e.advocate_id and s.program_key = :key and s.occurred_at >= e.at
                and s.occurred_at < (select t1 from t) and s.kind =\s""";

    /** Exposures (n) and conversions (x), each with its time. */
    private static final String ADVOCATES = """
            happened as (
                select advocate_id, arm, at, 1 as n, 0 as x from exposed
                union all
                select e.advocate_id, e.arm, min(s.occurred_at), 0, 1 from exposed e\s""" + SINCE + """
                'signup' and s.outcome = 'attributed' group by 1, 2),
            """;

    private static final String CLICKS = """
            happened as (
                select e.advocate_id, e.arm, s.occurred_at as at, 1 as n, 0 as x from exposed e\s""" + SINCE + """
                'click' and s.outcome = 'human'
                union all
                select e.advocate_id, e.arm, s.occurred_at, 0, 1 from exposed e\s""" + SINCE + """
                'signup' and s.outcome = 'attributed'),
            """;

    /** An order that was refunded in full is none. */
    private static final String FRIENDS = """
            friends as materialized (
                select distinct on (s.customer_id) e.advocate_id, e.arm, s.customer_id, s.occurred_at as at from exposed e\s""" + SINCE + """
                'signup' and s.outcome = 'attributed' and s.customer_id is not null order by s.customer_id, s.occurred_at, s.key collate "C"),
            happened as (
                select advocate_id, arm, at, 1 as n, 0 as x from friends
                union all
                select f.advocate_id, f.arm, min(s.occurred_at), 0, 1 from friends f
                join steps s on s.customer_id = f.customer_id and s.program_key = :key and s.kind = 'purchase' and s.outcome = 'attributed'
                    and s.occurred_at >= f.at and s.occurred_at < (select t1 from t)
                    and not (s.amount_minor > 0 and s.refunded_minor >= s.amount_minor)
                group by f.advocate_id, f.arm, f.customer_id),
            """;

    /** Of one advocate no more conversions than exposures at the end of any day: who signed up by a code without a click converted no click. */
    private static final String COUNTED = """
            daily as (
                select advocate_id, arm, cast(extract(epoch from date_trunc('day', at, 'UTC')) / 86400 as bigint) as day, sum(n) as n, sum(x) as x
                from happened group by 1, 2, 3),
            so_far as (
                select advocate_id, arm, day, n, least(sum(n) over w, sum(x) over w) as x_so_far
                from daily window w as (partition by advocate_id order by day)),
            moved as (
                select advocate_id, arm, day, n, x_so_far - coalesce(lag(x_so_far) over (partition by advocate_id order by day), 0) as x
                from so_far),
            each as (
                select e.advocate_id, e.arm, coalesce(sum(m.n), 0) as n, coalesce(sum(m.x), 0) as x
                from exposed e left join moved m on m.advocate_id = e.advocate_id group by 1, 2),
            money as (
                select e.arm, s.currency, s.amount_minor - s.refunded_minor as revenue, 0 as cost from exposed e\s""" + SINCE + """
                'purchase' and s.outcome = 'attributed'
                union all
                select e.arm, s.currency, 0, s.amount_minor from exposed e\s""" + SINCE + """
                'reward' and s.outcome not in ('refused', 'clawed_back', 'expired'))
            select cast(json_build_object(
                'days', (select coalesce(json_agg(json_build_object('arm', arm, 'day', day, 'exposures', n, 'conversions', x)
                        order by arm collate "C", day), '[]')
                    from (select arm, day, sum(n) as n, sum(x) as x from moved group by 1, 2) d),
                'spreads', (select coalesce(json_agg(json_build_object('arm', arm, 'advocates', advocates, 'reaching', reaching, 'exposures', n,
                        'conversions', x, 'conversionsSquared', xx, 'product', nx, 'exposuresSquared', nn) order by arm collate "C"), '[]')
                    from (select arm, count(*) as advocates, count(*) filter (where n > 0) as reaching, sum(n) as n, sum(x) as x,
                        sum(x * x) as xx, sum(n * x) as nx, sum(n * n) as nn from each group by 1) d),
                'money', (select coalesce(json_agg(json_build_object('arm', arm, 'currency', currency, 'revenueMinor', revenue, 'costMinor', cost)
                        order by arm collate "C", currency), '[]')
                    from (select arm, currency, sum(revenue) as revenue, sum(cost) as cost from money where currency not in ('', 'points')
                        group by 1, 2) d),
                'crossed', (select count(*) from (select from said group by advocate_id having count(distinct arm) > 1) d)) as text)""";

    static String counts(Metric metric) {
        return EXPOSED
                + switch (metric) {
                    case SHARE_TO_SIGNUP -> ADVOCATES;
                    case CLICK_TO_SIGNUP -> CLICKS;
                    case SIGNUP_TO_PURCHASE -> FRIENDS;
                }
                + COUNTED;
    }

    static final String PROGRAM_IS_KNOWN = "select count(*) from programs where program_key = :key";

    /** Who starts, stops or defines for a tenant waits here for whoever does. */
    static final String IN_TURN =
            "select count(*) from (select pg_advisory_xact_lock(hashtext('insights.experiments'), hashtext(:tenant))) turn";

    private static final String STORED = """
            cast(json_build_object('definition', e.definition, 'startedAtMs', cast(extract(epoch from e.started_at) * 1000 as bigint),
                'stoppedAtMs', cast(extract(epoch from e.stopped_at) * 1000 as bigint), 'stoppedBy', upper(e.stopped_by), 'told', e.told) as text)""";

    static final String FIND = "select " + STORED + " from experiments e where e.experiment_key = :experiment";

    static final String FIND_TO_CHANGE = FIND + " for update";

    static final String PAGE = "select " + STORED + """
             from experiments e where e.experiment_key collate "C" > :after and (cast(:program as text) = '' or e.program_key = :program)
            order by e.experiment_key collate "C" limit :most""";

    /** Those that ran between two times, the latest first; drafts last. */
    static final String OF_PROGRAM = "select " + STORED + """
             from experiments e where e.program_key = :key and (cast(:experiment as text) = '' or e.experiment_key = :experiment)
                and coalesce(e.started_at, 'infinity') < cast(cast(:to as text) as timestamptz)
                and coalesce(e.stopped_at, 'infinity') > cast(cast(:from as text) as timestamptz)
            order by e.started_at desc nulls last, e.experiment_key collate "C" limit :most""";

    /** Without an end of the period, drafts are shown too. */
    static final String OF_PROGRAM_AND_DRAFTS = "select " + STORED + """
             from experiments e where e.program_key = :key and (cast(:experiment as text) = '' or e.experiment_key = :experiment)
                and coalesce(e.stopped_at, 'infinity') > cast(cast(:from as text) as timestamptz)
            order by e.started_at desc nulls last, e.experiment_key collate "C" limit :most""";

    /** Others of the program that run at or after a time. */
    static final String RUNNING_SINCE = "select " + STORED + """
             from experiments e where e.program_key = :key and e.experiment_key <> :experiment and e.started_at is not null
                and coalesce(e.stopped_at, 'infinity') > :at""";

    static final String SAVE = """
            insert into experiments (tenant_id, experiment_key, program_key, definition)
            values (:tenant, :experiment, :key, cast(cast(:definition as text) as jsonb))
            on conflict (tenant_id, experiment_key) do update set program_key = excluded.program_key, definition = excluded.definition""";

    static final String START =
            "update experiments set started_at = :at, looked_at = null where experiment_key = :experiment";

    static final String STOP =
            "update experiments set stopped_at = :at, stopped_by = :by where experiment_key = :experiment";

    /** Whom a unit is divided by: the owner of the code they came by, or the person that the unit names. */
    static final String UNIT = """
            select cast(json_build_object(
                'owner', (select c.advocate_id from codes c where c.code = :code and c.program_key = :key),
                'person', (select p.external_id from participants p where p.participant_id = :unit and p.program_key = :key)) as text)""";

    /** Locked, so that of several instances one stops it and tells; whose turn it is not finds nothing due. */
    static final String DUE = "select " + STORED + """
             from experiments e where e.started_at is not null and e.stopped_at is null
                and (e.looked_at is null or e.looked_at < :before)
            order by e.looked_at nulls first, e.experiment_key limit 1 for update skip locked""";

    static final String LOOKED = """
            update experiments set looked_at = :now, told = coalesce(cast(:told as text), told) where experiment_key = :experiment""";

    static final String TENANTS_DUE = """
            select distinct tenant_id from experiments where started_at is not null and stopped_at is null
                and (looked_at is null or looked_at < :before) order by tenant_id limit :most""";
}
