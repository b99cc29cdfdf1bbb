-- Old touchpoints go, month by month, but for those of whoever turned out to be somebody: decisions rest on them, and may be made again.

-- Of all tenants' rows the owner can see these two tables', for a month of touchpoints is all tenants' together. Changing them is refused as ever.
create policy owner_looks on facts for select to current_user using (true);
create policy owner_moves on touchpoints for select to current_user using (true);

-- Partitions from now on are visible to the owner, and can be filled by it.
create or replace function add_touchpoints_partition(name text, since text, until text) returns void language plpgsql as
$$
begin
    execute format('create table %I (like touchpoints including defaults including constraints)', name);
    execute format('create unique index %I on %I (tenant_id, visitor, touch)', name || '_key', name);
    perform isolate_tenants(name::regclass, 'select');
    execute format('create policy owner_moves on %I to current_user using (true) with check (true)', name);
    execute format('alter table touchpoints attach partition %I for values from (%s) to (%L)', name, since, until);
end
$$;
do $$
declare
    part text;
begin
    for part in select inhrelid::regclass from pg_inherits where inhparent = 'touchpoints'::regclass loop
        execute format('create policy owner_moves on %s to current_user using (true) with check (true)', part);
    end loop;
end
$$;

-- The months (by their first days) before a day whose touchpoints are not yet down to what decisions may rest on.
create function touchpoints_to_forget(day date) returns setof date language plpgsql security definer set search_path from current as
$$
declare
    part regclass;
    month date;
    found boolean;
begin
    for part in select inhrelid from pg_inherits where inhparent = 'touchpoints'::regclass loop
        continue when part::text !~ '^touchpoints_\d{4}_\d{2}$';
        month := to_date(right(part::text, 7), 'YYYY_MM');
        continue when month + interval '1 month' > day;
        execute format('select exists (select from %s t where %s)', part, 'not touchpoint_of_somebody(t.tenant_id, t.visitor, t.device)') into found;
        if found then return next month; end if;
    end loop;
end
$$;

create function touchpoint_of_somebody(tenant text, visitor_key uuid, device_key uuid) returns boolean language sql stable
return exists (select from facts f where f.tenant_id = tenant and lookup_key(f.visitor_id) = visitor_key)
    or device_key is not null and exists (select from facts f where f.tenant_id = tenant and f.device = device_key);

-- Puts what decisions may rest on into a partition of its own and drops the old one. Answers how many touchpoints went. While the new one
-- takes the old one's place, which is a moment, nobody reads or inserts; if that moment does not come, nothing has happened.
create function forget_touchpoints(month date) returns bigint language plpgsql security definer set search_path from current set lock_timeout = '5s' as
$$
declare
    name constant text := 'touchpoints_' || to_char(month, 'YYYY_MM');
    kept bigint;
    had bigint;
begin
    lock table touchpoints in share update exclusive mode;
    execute format('lock table %I in share row exclusive mode', name);
    execute format('create temporary table kept on commit drop as select * from %I t where touchpoint_of_somebody(t.tenant_id, t.visitor, t.device)', name);
    execute format('select count(*) from %I', name) into had;
    select count(*) from kept into kept;
    execute format('drop table %I', name);
    perform add_touchpoints_partition(name, quote_literal(month || ' 00:00:00+00'), (month + interval '1 month')::date || ' 00:00:00+00');
    execute format('insert into %I select * from kept', name);
    drop table kept;
    return had - kept;
end
$$;
revoke execute on function touchpoints_to_forget(date), forget_touchpoints(date), touchpoint_of_somebody(text, uuid, uuid) from public;
grant execute on function touchpoints_to_forget(date), forget_touchpoints(date) to grapevine_relay;
