-- What a program is called, as its highest version says: letters name it so.
create table program_names
(
    tenant_id   text    not null,
    program_key text    not null,
    version     integer not null,
    name        text    not null,
    primary key (tenant_id, program_key)
);
select isolate_tenants('program_names');
