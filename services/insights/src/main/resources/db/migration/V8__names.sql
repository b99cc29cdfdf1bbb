-- What a participant chose to be called in public; who chose nothing has no row. A setting of people's: a rebuild does not bring it back.
create table chosen_names
(
    tenant_id   text        not null,
    program_key text        not null,
    person      text        not null,
    name        text        not null,
    chosen_at   timestamptz not null,
    primary key (tenant_id, program_key, person)
);
select isolate_tenants('chosen_names');
