-- What counts, said once. fold_… take what changed, and move steps and rollups to what steps_now says of it: in the transaction that writes the
-- facts, one such transaction of a tenant at a time. So the figures are a function of the facts, whatever came in which order.

-- Where a join is by one of two codes it says case, not coalesce, which row-level security keeps from using an index.
drop view if exists steps_now;
drop view if exists codes_now;

create view codes_now with (security_invoker = true) as
select o.tenant_id, o.code, o.program_key, o.external_id as advocate_id, s.variant, s.channel, s.occurred_at as shared_at,
    least(64, coalesce(g.generation, 0) + 1)::smallint as generation
from (
    select distinct on (tenant_id, code) tenant_id, code, program_key, external_id from (
        select tenant_id, code, program_key, external_id from links
        union all select tenant_id, referral_code, program_key, external_id from participants) named
    order by tenant_id, code, program_key collate "C", external_id collate "C") o
left join generations g on g.tenant_id = o.tenant_id and g.program_key = o.program_key and g.person = o.external_id
left join lateral (
    select variant, channel, occurred_at from (
        select f.variant, f.channel, f.occurred_at, f.event_id, f.source from facts f
        where f.tenant_id = o.tenant_id and f.type = 'share' and f.code = o.code
            and (f.program_key is null or f.program_key = o.program_key)
        union all
        select f.variant, f.channel, f.occurred_at, f.event_id, f.source from participants p
        join facts f on f.tenant_id = p.tenant_id and f.type = 'share' and f.code is null and f.participant_id = p.participant_id
        where p.tenant_id = o.tenant_id and p.referral_code = o.code
            and (f.program_key is null or f.program_key = o.program_key)) shared
    order by occurred_at, event_id collate "C", source collate "C" limit 1) s on true;

create view steps_now with (security_invoker = true) as
-- A share has its own channel, and the variant of its code.
select f.tenant_id, 'share' as kind, f.event_id as key, f.source as part, coalesce(c.program_key, f.program_key, '') as program_key,
    f.occurred_at, case when c.code is null then 'unknown' else '' end as outcome,
    coalesce(f.code, p.referral_code, 'par:' || f.participant_id) as code, f.channel, c.variant, f.country, c.generation,
    c.advocate_id, null::text as customer_id, '' as currency, 0::bigint as amount_minor, 0::bigint as refunded_minor,
    null::bigint as elapsed_ms
from facts f
left join participants p on p.tenant_id = f.tenant_id and p.participant_id = f.participant_id and f.code is null
left join codes c on c.tenant_id = f.tenant_id and c.code = case when f.code is null then p.referral_code else f.code end
    and (f.program_key is null or f.program_key = c.program_key)
where f.type = 'share'
union all
-- A redirect and its landing page are one touch. The redirect decides who followed; the landing page only if its redirect was lost.
select t.tenant_id, 'click', t.key, t.part, coalesce(c.program_key, t.program_key, ''), t.occurred_at,
    case when c.code is null then 'unknown' when t.human then 'human' else 'other' end,
    coalesce(t.code, l.code, 'link:' || t.link_id), c.channel, c.variant, t.country, c.generation, c.advocate_id, null,
    '', 0, 0, case when t.human and c.shared_at <= t.occurred_at
        then (extract(epoch from t.occurred_at - c.shared_at) * 1000)::bigint end
from (
    select f.tenant_id, f.touch_id as key, case when f.origin = 'host' then f.source else '' end as part,
        min(f.program_key collate "C") as program_key, min(f.occurred_at) as occurred_at,
        max(f.code collate "C") collate "default" as code, max(f.link_id collate "C") collate "default" as link_id, min(f.country collate "C") as country,
        coalesce(bool_or(f.human) filter (where f.origin <> 'landing'), bool_or(f.human)) as human
    from facts f where f.type = 'click' group by 1, 2, 3) t
left join links l on l.tenant_id = t.tenant_id and l.link_id = t.link_id and t.code is null
left join codes c on c.tenant_id = t.tenant_id and c.code = case when t.code is null then l.code else t.code end and (t.program_key is null or t.program_key = c.program_key)
union all
-- A customer is there from the first sign-up on. Who signed up without naming a program is a customer of every program, once.
select f.tenant_id, 'customer', f.customer_id, f.part, f.part, f.occurred_at, '', null, null, null, f.country, null, null,
    f.customer_id, '', 0, 0, null
from (
    select distinct on (tenant_id, customer_id, coalesce(program_key, '')) tenant_id, customer_id, coalesce(program_key, '') as part,
        occurred_at, country
    from facts where type = 'signup'
    order by tenant_id, customer_id, coalesce(program_key, ''), occurred_at, event_id collate "C", source collate "C") f
where f.part = '' or not exists (
    select from facts e where e.tenant_id = f.tenant_id and e.type = 'signup' and e.customer_id = f.customer_id
        and e.program_key is null)
union all
-- Of an order or refund reported twice the earliest by (time, event id) is the fact.
select o.tenant_id, 'order', o.order_id, o.part, o.part, o.occurred_at, '', null, null, null, o.country, null, null,
    o.customer_id, o.currency, o.amount_minor, least(o.amount_minor, coalesce(r.amount_minor, 0)), null
from (
    select distinct on (tenant_id, order_id, coalesce(program_key, '')) tenant_id, order_id, coalesce(program_key, '') as part,
        occurred_at, country, customer_id, currency, amount_minor
    from facts where type = 'purchase'
    order by tenant_id, order_id, coalesce(program_key, ''), occurred_at, event_id collate "C", source collate "C") o
left join lateral (
    select sum(e.amount_minor)::bigint as amount_minor from (select distinct refund_id from facts n
        where n.tenant_id = o.tenant_id and n.order_id = o.order_id and n.type = 'refund') named
    cross join lateral (
        select order_id, currency, amount_minor from facts e
        where e.tenant_id = o.tenant_id and e.type = 'refund' and e.refund_id = named.refund_id
        order by e.occurred_at, e.event_id collate "C", e.source collate "C" limit 1) e
    where e.order_id = o.order_id and e.currency = o.currency) r on true
where o.part = '' or not exists (
    select from facts e where e.tenant_id = o.tenant_id and e.type = 'purchase' and e.order_id = o.order_id and e.program_key is null)
union all
select * from (
    select distinct on (tenant_id, refund_id) tenant_id, 'refund', refund_id as key, '', coalesce(program_key, ''), occurred_at, '',
        null, null, null, country, null::smallint, null, null, coalesce(currency, ''), amount_minor, 0::bigint, null::bigint
    from facts where type = 'refund'
    order by tenant_id, refund_id, occurred_at, event_id collate "C", source collate "C") refund
union all
-- What attribution decided. The time since the click that won; of a first order since the sign-up.
select d.tenant_id, d.kind, d.conversion_id, '', d.program_key, d.occurred_at,
    case when d.outcome = 'attributed' then 'attributed' else coalesce(d.reason, d.outcome) end, d.code, c.channel, c.variant,
    f.country, c.generation, d.advocate_id, d.customer_id, coalesce(d.currency, ''), d.amount_minor, d.refunded_minor,
    case when d.outcome = 'attributed' and d.touched_at <= d.occurred_at and (d.kind = 'signup' or not exists (
            select from conversions e where e.tenant_id = d.tenant_id and e.program_key = d.program_key and e.kind = 'purchase'
                and e.outcome = 'attributed' and e.customer_id = d.customer_id
                and (e.occurred_at, e.conversion_id collate "C") < (d.occurred_at, d.conversion_id collate "C")))
        then (extract(epoch from d.occurred_at - d.touched_at) * 1000)::bigint end
from conversions d
left join codes c on c.tenant_id = d.tenant_id and c.code = d.code and c.program_key = d.program_key
left join facts f on f.tenant_id = d.tenant_id and f.source = d.event_source and f.event_id = d.event_id
union all
-- A reward belongs to the time of its conversion; until that is known, to that of its own change. The time until it was first released.
select r.tenant_id, 'reward', r.reward_id, '', r.program_key, coalesce(d.occurred_at, r.changed_at), r.status, d.code, c.channel,
    c.variant, f.country, c.generation, d.advocate_id, d.customer_id, coalesce(r.currency, ''), coalesce(r.amount_minor, 0), 0,
    case when m.at >= d.occurred_at then (extract(epoch from m.at - d.occurred_at) * 1000)::bigint end
from rewards r
left join conversions d on d.tenant_id = r.tenant_id and d.conversion_id = r.conversion_id
left join codes c on c.tenant_id = d.tenant_id and c.code = d.code and c.program_key = d.program_key
left join facts f on f.tenant_id = d.tenant_id and f.source = d.event_source and f.event_id = d.event_id
left join reward_moments m on m.tenant_id = r.tenant_id and m.reward_id = r.reward_id and m.status = 'released'
union all
-- Cash that was paid, and how long after it was released.
select r.tenant_id, 'payout', r.reward_id, '', r.program_key, p.at, '', null, null, null, null, null, null, null,
    coalesce(r.currency, ''), coalesce(r.amount_minor, 0), 0,
    case when p.at >= m.at then (extract(epoch from p.at - m.at) * 1000)::bigint end
from rewards r
join reward_moments p on p.tenant_id = r.tenant_id and p.reward_id = r.reward_id and p.status = 'fulfilled'
left join reward_moments m on m.tenant_id = r.tenant_id and m.reward_id = r.reward_id and m.status = 'released'
where r.kind = 'cash' and r.status = 'fulfilled';

grant select on codes_now, steps_now to grapevine_app;

-- Eight slots for each doubling: a duration is known to 9 %, and the counts of slots add up where percentiles do not.
create or replace function pace(ms bigint) returns text language sql immutable as
$$ select floor(8 * ln(ms::float8 + 1) / ln(2::float8))::integer::text $$;

-- refold_<kind> moves these steps, and the sums they are in, to what they are now. A function for each kind, so that its plan is made once for
-- a connection: to plan steps_now takes longer than to ask it of a hundred keys.
do
$do$
declare
    kind text;
    marked text;
begin
    foreach kind in array '{share,click,customer,order,refund,signup,purchase,reward,payout}'::text[] loop
        -- Whose key figures change (R__kpis.sql); of sign-ups only those that brought somebody.
        marked := case when kind not in ('customer', 'order', 'signup') then '' else format($marked$,
            marked as (
                insert into customers_moved (tenant_id, customer_id)
                select distinct tenant_id, customer_id from changed where customer_id is not null and (%1$L <> 'signup' or outcome = 'attributed')
                order by 1, 2
                on conflict do nothing)$marked$, kind) end;
        execute format($refold$
        create or replace function refold_%1$s(of_keys text[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as
        $$
        begin
            with named as (select distinct unnest(of_keys) as key),
            fresh as materialized (
                select v.* from named cross join lateral (select * from steps_now v where v.kind = %1$L and v.key = named.key offset 0) v),
            old as materialized (
                select s.* from named cross join lateral (select * from steps s where s.kind = %1$L and s.key = named.key offset 0) s),
            changed as materialized (
                select 1 as sign, gained.* from (select * from fresh except all select * from old) gained
                union all select -1, lost.* from (select * from old except all select * from fresh) lost),
            dropped as (
                delete from steps where ctid = any (array(
                    select s.ctid from (select key, part from old except select key, part from fresh) c
                    cross join lateral (select ctid from steps s where s.kind = %1$L and s.key = c.key and s.part = c.part offset 0) s))),
            kept as (
                insert into steps (tenant_id, kind, key, part, program_key, occurred_at, outcome, code, channel, variant, country, generation,
                    advocate_id, customer_id, currency, amount_minor, refunded_minor, elapsed_ms)
                select tenant_id, kind, key, part, program_key, occurred_at, outcome, code, channel, variant, country, generation, advocate_id,
                    customer_id, currency, amount_minor, refunded_minor, elapsed_ms
                from changed where sign = 1
                on conflict (tenant_id, kind, key, part) do update set program_key = excluded.program_key, occurred_at = excluded.occurred_at,
                    outcome = excluded.outcome, code = excluded.code, channel = excluded.channel, variant = excluded.variant,
                    country = excluded.country, generation = excluded.generation, advocate_id = excluded.advocate_id,
                    customer_id = excluded.customer_id, currency = excluded.currency, amount_minor = excluded.amount_minor,
                    refunded_minor = excluded.refunded_minor, elapsed_ms = excluded.elapsed_ms)%2$s
            insert into rollups as known (tenant_id, program_key, dim, bucket, value, kind, outcome, currency, n, amount_minor, refunded_minor)
            select c.tenant_id, c.program_key, d.dim, date_trunc(case d.dim when '' then 'hour' else 'day' end, c.occurred_at, 'UTC'), d.value,
                c.kind, c.outcome, c.currency, sum(c.sign), sum(c.sign * c.amount_minor), sum(c.sign * c.refunded_minor)
            from changed c cross join lateral (
                select '' as dim, '' as value
                union all select g.dim, coalesce(g.value, '') from (values ('channel', c.channel), ('variant', c.variant), ('country', c.country),
                    ('generation', c.generation::text), ('advocate', c.advocate_id)) g(dim, value)
                where c.kind in ('share', 'click', 'signup', 'purchase', 'reward')
                union all select 'elapsed', pace(c.elapsed_ms) where c.elapsed_ms is not null) d
            group by 1, 2, 3, 4, 5, 6, 7, 8
            having sum(c.sign) <> 0 or sum(c.sign * c.amount_minor) <> 0 or sum(c.sign * c.refunded_minor) <> 0
            order by 1, 2, 3, 4, 5, 6, 7, 8
            on conflict (tenant_id, program_key, dim, bucket, value, kind, outcome, currency) do update set n = known.n + excluded.n,
                amount_minor = known.amount_minor + excluded.amount_minor, refunded_minor = known.refunded_minor + excluded.refunded_minor;
        end
        $$
        $refold$, kind, marked);
    end loop;
end
$do$;

create or replace function refold(of_kind text, of_keys text[]) returns void language plpgsql as
$$
begin
    if cardinality(of_keys) > 0 then execute format('select %I($1)', 'refold_' || of_kind) using of_keys; end if;
end
$$;

-- Moves what codes lend, and then every step that borrows from a code that changed.
create or replace function fold_codes(touched text[]) returns void language plpgsql set plan_cache_mode = force_custom_plan as
$$
declare
    borrowers record;
    changed text[];
begin
    if coalesce(cardinality(touched), 0) = 0 then return; end if;
    with named as (select distinct unnest(touched) as code),
    fresh as materialized (
        select v.* from named cross join lateral (select * from codes_now v where v.code = named.code offset 0) v),
    old as materialized (
        select c.* from named cross join lateral (select * from codes c where c.code = named.code offset 0) c),
    dropped as (
        delete from codes where code = any (array(select code from old except select code from fresh)) returning code),
    kept as (
        insert into codes (tenant_id, code, program_key, advocate_id, variant, channel, shared_at, generation)
        select tenant_id, code, program_key, advocate_id, variant, channel, shared_at, generation
        from (select * from fresh except select * from old) moved
        on conflict (tenant_id, code) do update set program_key = excluded.program_key, advocate_id = excluded.advocate_id,
            variant = excluded.variant, channel = excluded.channel, shared_at = excluded.shared_at, generation = excluded.generation
        returning code)
    select array_agg(code) into changed from (select code from dropped union select code from kept) all_changed;
    if changed is null then return; end if;
    for borrowers in
        select s.kind, array_agg(s.key) as keys from unnest(changed) as c(code)
        cross join lateral (select kind, key from steps s where s.code = c.code offset 0) s group by s.kind
    loop
        perform refold(borrowers.kind, borrowers.keys);
    end loop;
    -- Rewards have the code of their conversion, so the index above finds them too.
end
$$;

-- Who was brought by whom may have changed for these people: settles their generations and those below them, a generation at a time. It ends
-- even while a correction is half told and the binds are no forest: 64 is as deep as is counted.
create or replace function fold_generations(of_program text, people text[]) returns void language plpgsql
    set plan_cache_mode = force_custom_plan as
$$
declare
    moved text[];
    owners text[] := '{}';
begin
    while coalesce(cardinality(people), 0) > 0 loop
        with named as (select distinct unnest(people) as person),
        fresh as materialized (
            select n.person, case when e.advocate_id is null then 0 else least(64, coalesce(g.generation, 0) + 1) end as generation
            from named n left join lateral (
                select advocate_id from conversions d where d.program_key = of_program and d.kind = 'signup' and d.outcome = 'attributed'
                    and d.customer_id = n.person
                order by d.occurred_at, d.event_id collate "C", d.conversion_id collate "C" limit 1) e on true
            left join generations g on g.program_key = of_program and g.person = e.advocate_id),
        kept as (
            insert into generations as known (tenant_id, program_key, person, generation)
            select current_setting('grapevine.tenant'), of_program, person, generation from fresh f
            where f.generation <> coalesce((select g.generation from generations g where g.program_key = of_program and g.person = f.person), 0)
            on conflict (tenant_id, program_key, person) do update set generation = excluded.generation
            returning person)
        select array_agg(person) into moved from kept;
        if moved is null then exit; end if;
        owners := owners || moved;
        select array_agg(d.customer_id) into people from unnest(moved) as m(person)
        cross join lateral (
            select customer_id from conversions d where d.program_key = of_program and d.kind = 'signup' and d.outcome = 'attributed'
                and d.advocate_id = m.person offset 0) d;
    end loop;
    perform fold_codes(array(
        select l.code from unnest(owners) as o(person)
        cross join lateral (
            select code from links where program_key = of_program and external_id = o.person
            union select referral_code from participants where program_key = of_program and external_id = o.person) l));
end
$$;

-- Whoever folds for a tenant waits here for whoever does; taken before anything is written, so nobody waits for the other way round.
create or replace function fold_in_turn() returns void language sql as
$$ select pg_advisory_xact_lock(hashtext('insights.fold'), hashtext(current_setting('grapevine.tenant'))) $$;

create or replace function fold_facts(given jsonb) returns void language plpgsql set plan_cache_mode = force_custom_plan as
$$
declare
    gone facts[];
    came facts[];
    touched facts[];
begin
    perform fold_in_turn();
    with r as materialized (
        select "source", "eventId", "receivedAt", "bodyHash" from jsonb_to_recordset(given) as r("source" text, "eventId" text,
            "receivedAt" timestamptz, "bodyHash" text)),
    replaced as (
        delete from facts where ctid = any (array(
            select f.ctid from r cross join lateral (
                select ctid, received_at, body_hash from facts f where f.source = r."source" and f.event_id = r."eventId" offset 0) f
            where (r."receivedAt", r."bodyHash" collate "C") < (f.received_at, f.body_hash collate "C")))
        returning *)
    select array_agg(replaced::facts) into gone from replaced;
    with saved as (
        insert into facts (tenant_id, source, event_id, type, program_key, occurred_at, code, participant_id, variant, touch_id,
            link_id, origin, human, customer_id, order_id, refund_id, amount_minor, currency, received_at, body_hash, channel, country)
        select r.* from jsonb_to_recordset(given) as r("tenantId" text, "source" text, "eventId" text, "type" text,
            "programKey" text, "occurredAt" timestamptz, "code" text, "participantId" text, "variant" text, "touchId" text,
            "linkId" text, "origin" text, "human" boolean, "customerId" text, "orderId" text, "refundId" text,
            "amountMinor" bigint, "currency" text, "receivedAt" timestamptz, "bodyHash" text, "channel" text, "country" text)
        order by r."source", r."eventId"
        on conflict do nothing
        returning *)
    select array_agg(saved::facts) into came from saved;
    touched := coalesce(gone, '{}') || coalesce(came, '{}');
    if cardinality(touched) = 0 then return; end if;

    insert into rollups as known (tenant_id, program_key, dim, bucket, value, kind, outcome, currency, n, amount_minor, refunded_minor)
    select tenant_id, coalesce(program_key, ''), '', date_trunc('hour', occurred_at, 'UTC'), '', 'event', type, '', sum(sign), 0, 0
    from (select 1 as sign, t.* from unnest(came) t union all select -1, t.* from unnest(gone) t where t.received_at < 'infinity') e
    group by 1, 2, 4, 7 having sum(sign) <> 0 order by 1, 2, 4, 7
    on conflict (tenant_id, program_key, dim, bucket, value, kind, outcome, currency) do update set n = known.n + excluded.n;

    perform fold_codes(array(
        select coalesce(t.code, p.referral_code) from unnest(touched) t
        left join participants p on p.tenant_id = t.tenant_id and p.participant_id = t.participant_id and t.code is null
        where t.type = 'share' and coalesce(t.code, p.referral_code) is not null));
    perform refold('share', array(select event_id from unnest(touched) where type = 'share'));
    perform refold('click', array(select touch_id from unnest(touched) where type = 'click'));
    perform refold('customer', array(select customer_id from unnest(touched) where type = 'signup'));
    perform refold('refund', array(select refund_id from unnest(touched) where type = 'refund'));
    perform refold('order', array(
        select order_id from unnest(touched) where type in ('purchase', 'refund') and order_id is not null
        union
        select f.order_id from unnest(touched) t
        join facts f on f.tenant_id = t.tenant_id and f.type = 'refund' and f.refund_id = t.refund_id
        where t.type = 'refund' and f.order_id is not null));
    perform fold_conversions(array(
        select d.conversion_id from unnest(touched) t cross join lateral (
            select conversion_id from conversions d where d.event_id = t.event_id and d.event_source = t.source offset 0) d
        where t.type in ('signup', 'purchase')));
end
$$;

-- Steps of decisions, and of the rewards that rest on them or were told themselves.
drop function if exists fold_conversions(text[]);
create or replace function fold_conversions(ids text[], told text[] default '{}') returns void language plpgsql
    set plan_cache_mode = force_custom_plan as
$$
begin
    perform refold('signup', array(select conversion_id from conversions where conversion_id = any (ids) and kind = 'signup'));
    perform refold('purchase', array(select conversion_id from conversions where conversion_id = any (ids) and kind = 'purchase'));
    perform refold('reward', told || array(select reward_id from rewards where conversion_id = any (ids)));
    perform refold('payout', array(select distinct reward_id from reward_moments where reward_id = any (told) and status = 'fulfilled'));
end
$$;

-- A customer's first order may have become another one, or be one again: of those that did not move only the earliest can, and only if one
-- that moved is, or was, before it.
create or replace function other_firsts(versions conversions[], moved text[]) returns setof text language plpgsql stable
    set plan_cache_mode = force_custom_plan as
$$
begin
    return query
    select other.conversion_id from (
        select distinct on (program_key, customer_id) program_key, customer_id, occurred_at, conversion_id
        from unnest(versions) where kind = 'purchase' and outcome = 'attributed' and customer_id is not null
        order by program_key, customer_id, occurred_at, conversion_id collate "C") t
    cross join lateral (
        select d.occurred_at, d.conversion_id from conversions d
        where d.program_key = t.program_key and d.kind = 'purchase' and d.outcome = 'attributed' and d.customer_id = t.customer_id
            and d.conversion_id <> all (moved)
        order by d.occurred_at, d.conversion_id collate "C" limit 1) other
    where (t.occurred_at, t.conversion_id collate "C") < (other.occurred_at, other.conversion_id collate "C");
end
$$;

create or replace function fold_decisions(given_conversions jsonb, given_rewards jsonb) returns void language plpgsql
    set plan_cache_mode = force_custom_plan as
$$
declare
    before conversions[];
    after conversions[];
    moved text[];
    program record;
begin
    perform fold_in_turn();
    select array_agg(d) into before from (select distinct r."conversionId" as id from jsonb_to_recordset(given_conversions) as r("conversionId" text)) r
    cross join lateral (select * from conversions d where d.conversion_id = r.id offset 0) d;
    with saved as (
        insert into conversions as known (tenant_id, conversion_id, revision, program_key, kind, event_id, customer_id, order_id,
            occurred_at, outcome, reason, advocate_id, code, amount_minor, refunded_minor, currency, event_source, touched_at)
        select distinct on (r."conversionId") r.* from jsonb_to_recordset(given_conversions) as r("tenantId" text,
            "conversionId" text, "revision" integer, "programKey" text, "kind" text, "eventId" text, "customerId" text,
            "orderId" text, "occurredAt" timestamptz, "outcome" text, "reason" text, "advocateId" text, "code" text,
            "amountMinor" bigint, "refundedMinor" bigint, "currency" text, "eventSource" text, "touchedAt" timestamptz)
        order by r."conversionId", r."revision" desc
        on conflict (tenant_id, conversion_id) do update set revision = excluded.revision,
            program_key = excluded.program_key, kind = excluded.kind, event_id = excluded.event_id,
            customer_id = excluded.customer_id, order_id = excluded.order_id, occurred_at = excluded.occurred_at,
            outcome = excluded.outcome, reason = excluded.reason, advocate_id = excluded.advocate_id, code = excluded.code,
            amount_minor = excluded.amount_minor, refunded_minor = excluded.refunded_minor, currency = excluded.currency,
            event_source = excluded.event_source, touched_at = excluded.touched_at
        where known.revision < excluded.revision
        returning *)
    select array_agg(saved::conversions) into after from saved;
    insert into rewards as known (tenant_id, reward_id, sequence, program_key, conversion_id, role, kind, status, amount_minor,
        currency, changed_at)
    select distinct on (r."rewardId") r.* from jsonb_to_recordset(given_rewards) as r("tenantId" text, "rewardId" text,
        "sequence" integer, "programKey" text, "conversionId" text, "role" text, "kind" text, "status" text,
        "amountMinor" bigint, "currency" text, "changedAt" timestamptz)
    order by r."rewardId", r."sequence" desc
    on conflict (tenant_id, reward_id) do update set sequence = excluded.sequence,
        program_key = excluded.program_key, conversion_id = excluded.conversion_id, role = excluded.role,
        kind = excluded.kind, status = excluded.status, amount_minor = excluded.amount_minor,
        currency = excluded.currency, changed_at = excluded.changed_at
    where known.sequence < excluded.sequence;
    insert into reward_moments as known (tenant_id, reward_id, status, at)
    select r."tenantId", r."rewardId", r."status", min(r."changedAt") from jsonb_to_recordset(given_rewards) as r("tenantId" text,
        "rewardId" text, "status" text, "changedAt" timestamptz) group by 1, 2, 3
    on conflict (tenant_id, reward_id, status) do update set at = excluded.at where known.at > excluded.at;
    for program in
        select t.program_key, array_agg(t.customer_id) as people from unnest(before || after) t
        where t.kind = 'signup' and t.customer_id is not null group by 1
    loop
        perform fold_generations(program.program_key, program.people);
    end loop;
    moved := array(select conversion_id from unnest(after));
    perform fold_conversions(
        moved || array(select * from other_firsts(before || after, moved)),
        array(select r."rewardId" from jsonb_to_recordset(given_rewards) as r("rewardId" text)));
end
$$;

create or replace function fold_definitions(given_programs jsonb, given_participants jsonb, given_links jsonb) returns void
    language plpgsql set plan_cache_mode = force_custom_plan as
$$
declare
    touched text[];
    waiting text[];
    borrowers record;
begin
    perform fold_in_turn();
    insert into programs (tenant_id, program_key)
    select r.* from jsonb_to_recordset(given_programs) as r("tenantId" text, "programKey" text) order by r."programKey"
    on conflict do nothing;
    -- The codes they had before, and those they have now.
    select array_agg(p.referral_code) into touched from jsonb_to_recordset(given_participants) as r("participantId" text)
    join participants p on p.participant_id = r."participantId";
    select touched || array_agg(l.code) into touched from jsonb_to_recordset(given_links) as r("linkId" text)
    join links l on l.link_id = r."linkId";
    insert into participants (tenant_id, participant_id, program_key, external_id, referral_code)
    select r.* from jsonb_to_recordset(given_participants) as r("tenantId" text, "participantId" text, "programKey" text,
        "externalId" text, "referralCode" text)
    order by r."participantId"
    on conflict (tenant_id, participant_id) do update set program_key = excluded.program_key,
        external_id = excluded.external_id, referral_code = excluded.referral_code;
    insert into links (tenant_id, link_id, program_key, code, participant_id, external_id)
    select r.* from jsonb_to_recordset(given_links) as r("tenantId" text, "linkId" text, "programKey" text, "code" text,
        "participantId" text, "externalId" text)
    order by r."linkId"
    on conflict (tenant_id, link_id) do update set program_key = excluded.program_key, code = excluded.code,
        participant_id = excluded.participant_id, external_id = excluded.external_id;
    touched := touched || array(select r."referralCode" from jsonb_to_recordset(given_participants) as r("referralCode" text))
        || array(select r."code" from jsonb_to_recordset(given_links) as r("code" text));
    perform fold_codes(touched);
    -- What named a participant or link that nobody knew yet, or names one whose code is another now.
    waiting := array(select 'par:' || r."participantId" from jsonb_to_recordset(given_participants) as r("participantId" text))
        || array(select 'link:' || r."linkId" from jsonb_to_recordset(given_links) as r("linkId" text)) || touched;
    for borrowers in
        select s.kind, array_agg(s.key) as keys from (select distinct unnest(waiting) as code) c
        cross join lateral (select kind, key from steps s where s.code = c.code and s.kind in ('share', 'click')
            and (s.code like '%:%' or s.outcome = 'unknown') offset 0) s group by s.kind
    loop
        perform refold(borrowers.kind, borrowers.keys);
    end loop;
end
$$;
