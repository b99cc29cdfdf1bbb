-- Addresses that are not written to any more, by a hash keyed by the tenant: the table names nobody.
create table suppressions
(
    tenant_id     text        not null,
    address_hash  text        not null,
    reason        text        not null check (reason in ('bounce', 'complaint')),
    detail        text        not null, -- a bounce's status code, a complaint's type
    suppressed_at timestamptz not null,
    primary key (tenant_id, address_hash)
);
select isolate_tenants('suppressions');

-- How old is what has not been told yet: the relay's role may ask over all tenants.
grant select (created_at) on deliveries to grapevine_relay;
grant select (created_at) on notices to grapevine_relay;
