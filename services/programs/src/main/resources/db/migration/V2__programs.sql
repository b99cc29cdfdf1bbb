-- What the control plane knows. Every change also writes the outbox, so the log holds the same.

create table tenants
(
    tenant_id    text        not null primary key,
    name         text        not null,
    fallback_url text,
    created_at   timestamptz not null
);
select isolate_tenants('tenants', 'select, insert');

create table tenant_hosts
(
    tenant_id text    not null,
    host      text    not null,
    position  integer not null,
    primary key (tenant_id, host)
);
-- The one unique key that does not start with the tenant: a host names its tenant, so two tenants must not share one.
create unique index tenant_hosts_one_owner on tenant_hosts (host);
select isolate_tenants('tenant_hosts', 'select, insert');

-- The keys this service made, with what their owner may know of them; api_keys (V1) is only what checks a caller.
create table tenant_keys
(
    tenant_id  text        not null,
    key_id     text        not null,
    key_hash   text        not null,
    hint       text        not null,
    kind       text        not null,
    origins    text        not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    primary key (tenant_id, key_id),
    unique (tenant_id, key_hash)
);
select isolate_tenants('tenant_keys', 'select, insert, update');

-- A version is never edited: the service may not update it.
create table program_versions
(
    tenant_id      text        not null,
    program_key    text        not null,
    version        integer     not null,
    program_id     text        not null,
    effective_from timestamptz,
    definition     text        not null,
    terms          text        not null,
    created_at     timestamptz not null,
    primary key (tenant_id, program_key, version)
);
select isolate_tenants('program_versions', 'select, insert');

create table participants
(
    tenant_id      text        not null,
    participant_id text        not null,
    program_key    text        not null,
    external_id    text        not null,
    referral_code  text        not null,
    email_hash     text,
    locale         text,
    personal       text,
    personal_hash  text,
    created_at     timestamptz not null,
    primary key (tenant_id, participant_id),
    unique (tenant_id, program_key, external_id)
);
create index participants_in_order on participants (tenant_id, program_key, participant_id);
select isolate_tenants('participants', 'select, insert, update');

-- destination null follows the program's.
create table links
(
    tenant_id      text        not null,
    link_id        text        not null,
    program_key    text        not null,
    code           text        not null,
    participant_id text        not null,
    external_id    text        not null,
    destination    text,
    effective_from timestamptz,
    created_at     timestamptz not null,
    primary key (tenant_id, link_id),
    unique (tenant_id, code)
);
create index links_of_participant on links (tenant_id, participant_id, link_id);
create index links_that_follow on links (tenant_id, program_key, link_id) where destination is null;
select isolate_tenants('links', 'select, insert');
