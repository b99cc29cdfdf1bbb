-- Whose place in the referral graph may have changed, and by which transaction. A graph in memory reads on from the oldest transaction that
-- was still open when it last read: what commits late is then seen all the same, which a running number would not show. Rows are of use for as
-- long as a graph may lag behind; after that it is read as a whole.
create table graph_changes
(
    tenant_id   text        not null,
    program_key text        not null, -- empty: every program of the tenant
    person_id   text        not null,
    changed     xid8        not null default pg_current_xact_id(),
    noted_at    timestamptz not null default clock_timestamp()
);
create index graph_changes_since on graph_changes (tenant_id, program_key, changed);
create index graph_changes_age on graph_changes using brin (noted_at);
select isolate_tenants('graph_changes');

-- Now and then some writer takes away what is too old to be read by anybody, never waiting for another who does.
create function forget_graph_changes() returns void
    language sql as
$$
    delete from graph_changes where ctid in (
        select ctid from graph_changes where noted_at < clock_timestamp() - interval '1 hour' limit 50000 for update skip locked)
$$;

create function note_bound() returns trigger
    language plpgsql as
$$
begin
    insert into graph_changes (tenant_id, program_key, person_id)
    select distinct tenant_id, program_key, customer_id from fresh where outcome = 'attributed' and customer_id is not null;
    if random() < 0.02 then perform forget_graph_changes(); end if;
    return null;
end
$$;

create function note_bound_otherwise() returns trigger
    language plpgsql as
$$
begin
    insert into graph_changes (tenant_id, program_key, person_id)
    select distinct tenant_id, program_key, customer_id
    from (select * from former union all select * from fresh) either where outcome = 'attributed' and customer_id is not null;
    return null;
end
$$;

create function note_signed_up() returns trigger
    language plpgsql as
$$
begin
    insert into graph_changes (tenant_id, program_key, person_id)
    select distinct tenant_id, coalesce(program_key, ''), customer_id from fresh where type = 'signup' and customer_id is not null;
    return null;
end
$$;

create function note_enrolled() returns trigger
    language plpgsql as
$$
begin
    insert into graph_changes (tenant_id, program_key, person_id)
    select distinct tenant_id, program_key, external_id from fresh;
    return null;
end
$$;

create function note_enrolled_otherwise() returns trigger
    language plpgsql as
$$
begin
    insert into graph_changes (tenant_id, program_key, person_id)
    select distinct tenant_id, program_key, external_id from (select * from former union all select * from fresh) either;
    return null;
end
$$;

create trigger bound_in_graph after insert on conversions referencing new table as fresh for each statement execute function note_bound();
create trigger bound_otherwise_in_graph after update on conversions referencing old table as former new table as fresh
    for each statement execute function note_bound_otherwise();
create trigger signed_up_in_graph after insert on facts referencing new table as fresh for each statement execute function note_signed_up();
create trigger enrolled_in_graph after insert on participants referencing new table as fresh
    for each statement execute function note_enrolled();
create trigger enrolled_otherwise_in_graph after update on participants referencing old table as former new table as fresh
    for each statement execute function note_enrolled_otherwise();
create trigger owner_in_graph after insert on links referencing new table as fresh for each statement execute function note_enrolled();
create trigger owner_otherwise_in_graph after update on links referencing old table as former new table as fresh
    for each statement execute function note_enrolled_otherwise();

-- What holds of one person, found by the person.
create index graph_signups on facts (tenant_id, customer_id) where type = 'signup';
create index graph_orders on conversions (tenant_id, program_key, customer_id) where kind = 'purchase' and outcome = 'attributed';
create index graph_owners on links (tenant_id, program_key, external_id);
-- The people below somebody are found in memory now.
drop index referrals_by_advocate;
