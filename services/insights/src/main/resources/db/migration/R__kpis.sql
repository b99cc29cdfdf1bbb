-- What key figures are reckoned from.

-- The sums of a program's steps between two times: whole hours as they are summed up, the rest counted.
create or replace function sums_between(of_program text, t0 timestamptz, t1 timestamptz)
    returns table (kind text, outcome text, currency text, n bigint, amount_minor bigint, refunded_minor bigint)
    language plpgsql stable set plan_cache_mode = force_custom_plan as
$$
declare
    whole_from timestamptz := date_trunc('hour', t0 + interval '1 hour' - interval '1 microsecond', 'UTC');
    whole_to timestamptz := date_trunc('hour', t1, 'UTC');
begin
    if whole_from > whole_to then whole_from := t1; whole_to := t1; end if;
    return query
        select c.kind, c.outcome, c.currency, sum(c.n)::bigint, sum(c.amount_minor)::bigint, sum(c.refunded_minor)::bigint from (
            select r.kind, r.outcome, r.currency, r.n, r.amount_minor, r.refunded_minor from rollups r
            where r.program_key in ('', of_program) and r.dim = '' and r.n <> 0 and r.bucket >= whole_from and r.bucket < whole_to
            union all
            select s.kind, s.outcome, s.currency, 1, s.amount_minor, s.refunded_minor from steps s
            where s.program_key in ('', of_program)
                and s.kind in ('share', 'click', 'customer', 'order', 'refund', 'signup', 'purchase', 'reward', 'payout')
                and (s.occurred_at >= t0 and s.occurred_at < whole_from or s.occurred_at >= whole_to and s.occurred_at < t1)) c
        group by 1, 2, 3;
end
$$;

-- Customers up to a time, those whom somebody brought and the others, and what each group has bought so far.
create or replace function customers_until(of_program text, t1 timestamptz, matures interval)
    returns table (referred boolean, currency text, customers bigint, buyers bigint, repeaters bigint, matured bigint, retained bigint, net_minor bigint)
    language plpgsql stable set plan_cache_mode = force_custom_plan as
$$
begin
    return query
        with signed as (
            select s.customer_id, min(s.occurred_at) as at from steps s
            where s.program_key in ('', of_program) and s.kind = 'customer' and s.occurred_at < t1 group by 1),
        brought as (
            select s.customer_id, min(s.occurred_at) as at from steps s
            where s.program_key = of_program and s.kind = 'signup' and s.outcome = 'attributed' and s.occurred_at < t1
                and s.customer_id is not null group by 1),
        people as (
            select coalesce(s.customer_id, b.customer_id) as customer_id, b.customer_id is not null as referred, coalesce(s.at, b.at) as at
            from signed s full join brought b on b.customer_id = s.customer_id),
        sold as (
            select s.customer_id, s.currency, count(*) as orders, max(s.occurred_at) as latest, sum(s.amount_minor - s.refunded_minor) as net
            from steps s where s.program_key in ('', of_program) and s.kind = 'order' and s.occurred_at < t1 and s.customer_id is not null
            group by 1, 2),
        bought as (select s.customer_id, sum(s.orders) as orders, max(s.latest) as latest from sold s group by 1)
        select p.referred, '', count(*), count(b.customer_id), count(*) filter (where b.orders > 1), count(*) filter (where p.at <= t1 - matures),
            count(*) filter (where p.at <= t1 - matures and b.latest >= p.at + matures), 0::bigint
        from people p left join bought b on b.customer_id = p.customer_id group by 1
        union all
        select p.referred, s.currency, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, sum(s.net)::bigint
        from people p join sold s on s.customer_id = p.customer_id group by 1, 2;
end
$$;
