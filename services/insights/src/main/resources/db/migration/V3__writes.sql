-- How often a tenant's read models were written, so that a live figure is counted again only when something it counts may have changed.
-- A slot per connection: writers of one tenant, whatever their instance, never wait for each other's row.
create table writes
(
    tenant_id  text    not null,
    slot       integer not null,
    statements bigint  not null,
    primary key (tenant_id, slot)
) with (fillfactor = 50);
select isolate_tenants('writes', 'select, insert, update');

create function note_write() returns trigger
    language plpgsql as
$$
begin
    insert into writes as known (tenant_id, slot, statements)
    values (current_setting('grapevine.tenant'), pg_backend_pid() % 256, 1)
    on conflict (tenant_id, slot) do update set statements = known.statements + 1;
    return null;
end
$$;

create trigger facts_are_written after insert on facts for each statement execute function note_write();
create trigger conversions_are_written after insert on conversions for each statement execute function note_write();
create trigger rewards_are_written after insert on rewards for each statement execute function note_write();
create trigger programs_are_written after insert on programs for each statement execute function note_write();
create trigger participants_are_written after insert on participants for each statement execute function note_write();
create trigger links_are_written after insert on links for each statement execute function note_write();
