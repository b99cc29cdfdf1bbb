-- Touchpoints are most of what is kept: made small, and partitioned by time. Ids, which clients may make 255 characters long, are
-- looked up by keys of 16 bytes; what most rows do not have is null, and takes no room.

-- What an id is looked up by. Neither a secret nor a defence: who could make an id with another's key could send the other's id.
create function lookup_key(id text) returns uuid language sql immutable strict parallel safe return md5(id)::uuid;

alter table touchpoints rename to touchpoints_wide;
drop index touchpoints_by_visitor, touchpoints_by_code, touchpoints_late;

create table touchpoints
(
    occurred_at    timestamptz not null,
    late_by_ms     bigint,               -- arrival minus event time where that is above an hour: no program's bound is lower
    visitor        uuid        not null, -- key of the visitor's id; zeros for a redirect, which sets no cookie: its landing click brings the visitor
    touch          uuid        not null, -- the UUID of our own click id; else 48 bits of time and 80 of the key of source and event id: either way in order of time
    human          boolean     not null,
    tenant_id      text        not null,
    code           text,                 -- null where only the link is known
    link_id        text,                 -- null where the code is known
    program_key    text,
    channel        text,                 -- how the touch came, by what its address said; null where it said nothing
    evidence_class text,                 -- null is a click
    source         text,                 -- null for our own clicks
    touch_id       text                  -- null for our own clicks
) partition by range (occurred_at);
create index touchpoints_by_code on touchpoints (tenant_id, code);
create index touchpoints_late on touchpoints (tenant_id, occurred_at) where late_by_ms is not null;
select isolate_tenants('touchpoints', 'select, insert');

-- A partition's unique key is without the time. Our own clicks' ids say the time, so that the same click always meets the same
-- partition; for reported ones whoever inserts looks into all of them.
create function add_touchpoints_partition(name text, since text, until text) returns void language plpgsql as
$$
begin
    execute format('create table %I (like touchpoints including defaults including constraints)', name);
    execute format('create unique index %I on %I (tenant_id, visitor, touch)', name || '_key', name);
    perform isolate_tenants(name::regclass, 'select');
    execute format('alter table touchpoints attach partition %I for values from (%s) to (%L)', name, since, until);
end
$$;

-- What is older lies together: invented times cannot make thousands of partitions.
select add_touchpoints_partition('touchpoints_until_2025', 'minvalue', '2025-01-01 00:00:00+00');

-- Makes the partition of a month, named by its first day, where it is missing; answers whether it was there for everybody to see.
create function cover_touchpoints(month date) returns boolean language plpgsql security definer set search_path from current as
$$
declare
    name constant text := 'touchpoints_' || to_char(month, 'YYYY_MM');
begin
    if month < '2025-01-01' or to_regclass(current_schema() || '.' || name) is not null then return true; end if;
    lock table touchpoints in share update exclusive mode; -- one at a time; whoever reads and inserts is not hindered
    if to_regclass(current_schema() || '.' || name) is null then
        perform add_touchpoints_partition(name, quote_literal(month || ' 00:00:00+00'), (month + interval '1 month')::date || ' 00:00:00+00');
    end if;
    return false;
end
$$;
revoke execute on function cover_touchpoints(date), add_touchpoints_partition(text, text, text) from public;
grant execute on function cover_touchpoints(date) to grapevine_app;

-- What is there already. The owner is subject to row-level security like everybody, and sees every tenant only while it is not forced.
alter table touchpoints_wide no force row level security;
alter table touchpoints no force row level security;
select cover_touchpoints(month) from (select distinct date_trunc('month', occurred_at at time zone 'UTC')::date as month from touchpoints_wide) months order by month;
insert into touchpoints (occurred_at, late_by_ms, visitor, touch, human, tenant_id, code, link_id, program_key, channel, evidence_class, source, touch_id)
select occurred_at, case when late_by_ms > 3600000 then late_by_ms end,
       case when visitor_id = '' then '00000000-0000-0000-0000-000000000000' else lookup_key(visitor_id) end,
       case when own then substr(touch_id, 5)::uuid
           else (lpad(to_hex(greatest(0, floor(extract(epoch from occurred_at) * 1000))::bigint), 12, '0') || right(md5(source || chr(10) || touch_id), 20))::uuid end,
       human, tenant_id, code, case when code is null then link_id end, program_key, channel, evidence_class,
       case when not own then source end, case when not own then touch_id end
from (select *, source = '' and touch_id ~ '^clk_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' as own from touchpoints_wide) wide;
drop table touchpoints_wide;
alter table touchpoints force row level security;

-- What the other tables say of visitors by id, touchpoints say by key.
create index facts_by_visitor_key on facts (tenant_id, lookup_key(visitor_id)) where visitor_id is not null;
