-- History decided again: by other terms, beside what was decided, and then in its place.

create table replays
(
    tenant_id   text        not null,
    replay_id   text        not null,
    program_key text        not null,
    from_at     timestamptz not null,
    to_at       timestamptz not null,
    asked       text        not null, -- the definition as it was sent
    terms       text        not null, -- what it makes of each version
    whole       boolean     not null, -- all times are looked at: a bound on lateness reaches beyond the period
    state       text        not null,
    phase       text        not null,
    place_at    timestamptz,          -- where to read on
    place       text        not null,
    total       bigint      not null,
    done        bigint      not null,
    busy_millis bigint      not null,
    standing    text        not null, -- what stays as it is, counted
    failure     text,
    asked_by    text        not null,
    created_at  timestamptz not null,
    started_at  timestamptz,
    ended_at    timestamptz,
    primary key (tenant_id, replay_id)
);
select isolate_tenants('replays', 'select, insert, update');
create policy replays_worklist on replays for select
    using (state in ('queued', 'running', 'applying') and (select current_setting('grapevine.worklist', true)) = 'replays');
create index replays_at_work on replays (tenant_id, created_at) where state in ('queued', 'running', 'applying');

-- Where the forest would differ from the live one; no advocate: nobody would have brought the customer.
create table replay_binds
(
    tenant_id         text not null,
    replay_id         text not null,
    program_key       text not null,
    customer_id       text not null,
    advocate          text,
    participant_id    text,
    code              text,
    touch_id          text,
    touched_at        timestamptz,
    evidence_class    text,
    bound_at          timestamptz,
    bound_by_event_id text,
    primary key (tenant_id, replay_id, program_key, customer_id)
);
create index replay_binds_by_advocate on replay_binds (tenant_id, replay_id, program_key, advocate);
select isolate_tenants('replay_binds');

-- Orders of any time that those binds reach.
create table replay_orders
(
    tenant_id text not null,
    replay_id text not null,
    order_id  text not null,
    primary key (tenant_id, replay_id, order_id)
);
select isolate_tenants('replay_orders');

-- Conversions that would be credited otherwise, whole as they were and as they would be.
create table replay_differences
(
    tenant_id     text        not null,
    replay_id     text        not null,
    conversion_id text        not null,
    occurred_at   timestamptz not null,
    inside        boolean     not null, -- one of the program, in the period
    was           jsonb       not null,
    would_be      jsonb       not null,
    because       jsonb       not null,
    primary key (tenant_id, replay_id, conversion_id)
);
select isolate_tenants('replay_differences');

-- What was applied: terms that hold for a period in the place of a version's own, for facts of that time whenever they come.
create table restatements
(
    tenant_id   text        not null,
    program_key text        not null,
    place       integer     not null, -- the highest holds
    version     integer     not null,
    replay_id   text        not null,
    from_at     timestamptz not null,
    to_at       timestamptz not null,
    terms       text        not null,
    applied_at  timestamptz not null,
    applied_by  text        not null,
    primary key (tenant_id, program_key, place, version),
    unique (tenant_id, replay_id, version)
);
select isolate_tenants('restatements', 'select, insert');

-- A replay reads the live tables through the same statements as every decision, and meets its own forest under the live one's name:
-- its transactions set search_path to this schema first, and grapevine.replay to its id. The reader's own rights hold.
create schema shadow;
grant usage on schema shadow to grapevine_app;
create view shadow.binds with (security_invoker = true) as
select b.tenant_id, b.program_key, b.customer_id, b.advocate, b.participant_id, b.code, b.touch_id, b.touched_at,
       b.evidence_class, b.bound_at, b.bound_by_event_id
from public.binds b
where not exists (select from public.replay_binds o where o.tenant_id = b.tenant_id
    and o.replay_id = (select current_setting('grapevine.replay', true)) and o.program_key = b.program_key
    and o.customer_id = b.customer_id)
union all
select o.tenant_id, o.program_key, o.customer_id, o.advocate, o.participant_id, o.code, o.touch_id, o.touched_at,
       o.evidence_class, o.bound_at, o.bound_by_event_id
from public.replay_binds o
where o.replay_id = (select current_setting('grapevine.replay', true)) and o.advocate is not null;
grant select on shadow.binds to grapevine_app;
