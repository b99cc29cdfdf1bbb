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
drop function if exists customers_until(text, timestamptz, interval);
create or replace function customers_until(of_program text, t1 timestamptz)
    returns table (referred boolean, currency text, customers bigint, buyers bigint, repeaters bigint, matured bigint, retained bigint, net_minor bigint)
    language plpgsql stable set plan_cache_mode = force_custom_plan as
$$
declare
    whole_to timestamptz := date_trunc('hour', t1, 'UTC');
begin
    return query
        select c.referred, c.currency, sum(c.customers)::bigint, sum(c.buyers)::bigint, sum(c.repeaters)::bigint, sum(c.matured)::bigint,
            sum(c.retained)::bigint, sum(c.net_minor)::bigint
        from (
            select s.referred, s.currency, s.customers, s.buyers, s.repeaters, s.matured, s.retained, s.orders, s.net_minor from customer_sums s
            where s.program_key in ('', of_program) and s.bucket < whole_to
            union all
            select m.referred, m.currency, m.customers, m.buyers, m.repeaters, m.matured, m.retained, m.orders, m.net_minor from customer_moments m
            where m.program_key in ('', of_program) and m.at >= whole_to and m.at < t1) c
        group by 1, 2
        having sum(c.customers) <> 0 or sum(c.orders) <> 0;
end
$$;

-- What these customers add, and when. A customer is there from the first sign-up on, and of those who were brought from the first attributed one
-- on, whereto everything so far goes along; is a buyer with the first order, a repeater with the second, has matured after 30 days, and is retained
-- with the first order after these. What was bought before the sign-up counts from the sign-up on. A moment counts for every later time; who
-- signed up exactly 30 days ago has matured, so that moment is the smallest unit earlier.
create or replace function moments_of(these text[]) returns setof customer_moments
    language sql stable as
$$
    with s as materialized (
        select s.* from unnest(these) as t(customer_id) cross join lateral (
            select tenant_id, customer_id, program_key, kind, occurred_at, key, part, currency, amount_minor - refunded_minor as net_minor from steps s
            where s.customer_id = t.customer_id and s.kind in ('customer', 'order', 'signup') and (s.kind <> 'signup' or s.outcome = 'attributed')
            offset 0) s),
    -- Of a program what it sees, less what every program sees.
    views as (
        select distinct tenant_id, customer_id, '' as program_key, '' as own, 1 as sign from s
        union all select distinct tenant_id, customer_id, program_key, program_key, 1 from s where program_key <> ''
        union all select distinct tenant_id, customer_id, program_key, '', -1 from s where program_key <> ''),
    seen as (
        select v.*, s.kind, s.occurred_at, s.currency, s.net_minor,
            min(s.occurred_at) filter (where s.kind <> 'order') over of_view as came,
            min(s.occurred_at) filter (where s.kind = 'signup') over of_view as brought,
            row_number() over (partition by v.customer_id, v.program_key, v.own, s.kind order by s.occurred_at, s.key collate "C", s.part collate "C") as nth
        from views v join s on s.customer_id = v.customer_id and s.program_key in ('', v.own)
        window of_view as (partition by v.customer_id, v.program_key, v.own)),
    people as (
        select tenant_id, customer_id, program_key, sign, came, brought,
            min(occurred_at) filter (where kind = 'order' and occurred_at >= came + interval '30 days') as came_back
        from seen where came is not null group by tenant_id, customer_id, program_key, own, sign, came, brought),
    moments as (
        select p.tenant_id, p.customer_id, p.program_key, p.sign, p.brought, m.at, '' as currency, m.customers, 0 as buyers, 0 as repeaters, m.matured,
            m.retained, 0 as orders, 0 as net_minor
        from people p cross join lateral (values (p.came, 1, 0, 0), (p.came + interval '30 days' - interval '1 microsecond', 0, 1, 0), (p.came_back, 0, 0, 1))
            as m(at, customers, matured, retained)
        where m.at is not null
        union all
        select tenant_id, customer_id, program_key, sign, brought, greatest(occurred_at, came), currency, 0, (nth = 1)::integer, (nth = 2)::integer, 0, 0, 1,
            net_minor
        from seen where kind = 'order' and came is not null)
    select m.tenant_id, m.program_key, m.customer_id, g.at, g.referred, m.currency, sum(g.sign * m.customers), sum(g.sign * m.buyers),
        sum(g.sign * m.repeaters), sum(g.sign * m.matured), sum(g.sign * m.retained), sum(g.sign * m.orders),
        sum(g.sign * m.net_minor)::bigint
    from moments m cross join lateral (
        select m.at, m.brought is not null and m.at >= m.brought as referred, m.sign
        union all select m.brought, moved.referred, case when moved.referred then m.sign else -m.sign end
        from (values (true), (false)) as moved(referred) where m.at < m.brought) g
    group by 1, 2, 3, 4, 5, 6
    having sum(g.sign * m.customers) <> 0 or sum(g.sign * m.matured) <> 0 or sum(g.sign * m.retained) <> 0 or sum(g.sign * m.orders) <> 0
        or sum(g.sign * m.buyers) <> 0 or sum(g.sign * m.repeaters) <> 0 or sum(g.sign * m.net_minor) <> 0
$$;

-- Takes the marks of at most so many customers off and moves their moments, and the sums of these. Answers how many they were.
create or replace function settle_customers(most integer) returns integer language plpgsql set plan_cache_mode = force_generic_plan as
$$
declare
    these text[];
begin
    if not exists (select from customers_moved) then return 0; end if;
    perform fold_in_turn();
    with taken as (
        delete from customers_moved where ctid = any (array(select ctid from customers_moved order by customer_id limit most)) returning customer_id)
    select coalesce(array_agg(customer_id), '{}') into these from taken;
    with fresh as materialized (select * from moments_of(these)),
    old as materialized (
        select m.* from unnest(these) as t(customer_id) cross join lateral (
            select * from customer_moments m where m.customer_id = t.customer_id offset 0) m),
    changed as materialized (
        select 1 as sign, gained.* from (select * from fresh except select * from old) gained
        union all select -1, lost.* from (select * from old except select * from fresh) lost),
    dropped as (
        delete from customer_moments where ctid = any (array(
            select m.ctid from (
                select customer_id, program_key, at, referred, currency from old
                except select customer_id, program_key, at, referred, currency from fresh) c
            cross join lateral (
                select ctid from customer_moments m where m.customer_id = c.customer_id and m.program_key = c.program_key and m.at = c.at
                    and m.referred = c.referred and m.currency = c.currency offset 0) m))),
    kept as (
        insert into customer_moments (tenant_id, program_key, customer_id, at, referred, currency, customers, buyers, repeaters, matured, retained,
            orders, net_minor)
        select tenant_id, program_key, customer_id, at, referred, currency, customers, buyers, repeaters, matured, retained, orders, net_minor
        from changed where sign = 1
        on conflict (tenant_id, customer_id, program_key, at, referred, currency) do update set customers = excluded.customers,
            buyers = excluded.buyers, repeaters = excluded.repeaters, matured = excluded.matured, retained = excluded.retained,
            orders = excluded.orders, net_minor = excluded.net_minor)
    insert into customer_sums as known (tenant_id, program_key, bucket, referred, currency, customers, buyers, repeaters, matured, retained, orders,
        net_minor)
    select tenant_id, program_key, date_trunc('hour', at, 'UTC'), referred, currency, sum(sign * customers), sum(sign * buyers),
        sum(sign * repeaters), sum(sign * matured), sum(sign * retained), sum(sign * orders), sum(sign * net_minor)
    from changed group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (tenant_id, program_key, bucket, referred, currency) do update set customers = known.customers + excluded.customers,
        buyers = known.buyers + excluded.buyers, repeaters = known.repeaters + excluded.repeaters, matured = known.matured + excluded.matured,
        retained = known.retained + excluded.retained, orders = known.orders + excluded.orders, net_minor = known.net_minor + excluded.net_minor;
    return cardinality(these);
end
$$;
