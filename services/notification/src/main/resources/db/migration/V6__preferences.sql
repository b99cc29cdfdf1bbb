-- What readers asked for, as one document each; absent = as usual.
create table preferences
(
    tenant_id  text        not null,
    reader_id  text        not null,
    body       jsonb       not null,
    updated_at timestamptz not null,
    primary key (tenant_id, reader_id)
);
select isolate_tenants('preferences');

alter table readers add column address_hash text;
create index readers_by_address on readers (tenant_id, address_hash) where address_hash is not null;
create index readers_of_program on readers (tenant_id, program_key, reader_id);

alter table notices add column promotional boolean not null default false;
alter table notices alter column promotional drop default;
-- What counts against the cap.
create index notices_promoted on notices (tenant_id, reader_id, channel, ended_at) where promotional;

-- The parts of moments that come in several events, such as a payout's rewards.
create table notice_parts
(
    tenant_id    text   not null,
    subject      text   not null,
    reader_id    text   not null,
    part         text   not null,
    amount_minor bigint not null,
    primary key (tenant_id, subject, reader_id, part)
);
select isolate_tenants('notice_parts', 'select, insert');

-- Keys of people who are no participants come with every event that names an address; those that open no reader's are let go.
alter table personal_keys add column kept_at timestamptz not null default now();
create index personal_keys_by_age on personal_keys (tenant_id, kept_at);

-- Where a tenant's referral links start.
create table tenant_hosts
(
    tenant_id text not null primary key,
    host      text
);
select isolate_tenants('tenant_hosts');

-- As with what is due: the relay's role may ask which tenants there are.
create policy relay_sees_tenants on program_names for select to grapevine_relay using (true);
grant select (tenant_id) on program_names to grapevine_relay;
create index readers_by_key on readers (tenant_id, key_id) where key_id is not null;
