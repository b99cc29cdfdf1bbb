-- The sums of customers up to a time, each customer counted from the steps: what customers_until must answer.
create or replace function customers_counted(of_program text, t1 timestamptz)
    returns table (referred boolean, customers bigint, buyers bigint, repeaters bigint, matured bigint, retained bigint)
    language sql stable as
$$
    with person as (
        select s.customer_id, min(s.occurred_at) as came, bool_or(s.kind = 'signup') as referred from steps s
        where s.occurred_at < t1 and (s.kind = 'customer' and s.program_key in ('', of_program)
            or s.kind = 'signup' and s.outcome = 'attributed' and s.program_key = of_program and s.customer_id is not null)
        group by 1),
    bought as (
        select s.customer_id, count(*) as orders, max(s.occurred_at) as latest from steps s
        where s.program_key in ('', of_program) and s.kind = 'order' and s.occurred_at < t1 group by 1)
    select p.referred, count(*), count(b.orders), count(*) filter (where b.orders > 1), count(*) filter (where p.came <= t1 - interval '30 days'),
        count(*) filter (where p.came <= t1 - interval '30 days' and b.latest >= p.came + interval '30 days')
    from person p left join bought b on b.customer_id = p.customer_id group by 1
$$;
create or replace function net_counted(of_program text, t1 timestamptz) returns table (referred boolean, currency text, net_minor bigint)
    language sql stable as
$$
    with person as (
        select s.customer_id, bool_or(s.kind = 'signup') as referred from steps s
        where s.occurred_at < t1 and (s.kind = 'customer' and s.program_key in ('', of_program)
            or s.kind = 'signup' and s.outcome = 'attributed' and s.program_key = of_program and s.customer_id is not null)
        group by 1)
    select p.referred, s.currency, sum(s.amount_minor - s.refunded_minor)::bigint
    from person p join steps s on s.customer_id = p.customer_id
    where s.program_key in ('', of_program) and s.kind = 'order' and s.occurred_at < t1 group by 1, 2
$$;
