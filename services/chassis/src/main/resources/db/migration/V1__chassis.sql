-- What every service stands on. The owner of these tables is grapevine_owner; the service is grapevine_app, the relay grapevine_relay.

-- Makes a table a tenant's table: row-level security for everybody, the owner included, with both clauses; and the named rights for the service.
create function isolate_tenants(target regclass, rights text default 'select, insert, update, delete') returns void
    language plpgsql as
$$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy tenant_isolation on %s using (tenant_id = (select current_setting(''grapevine.tenant'', true))) '
        'with check (tenant_id = (select current_setting(''grapevine.tenant'', true)))', target);
    execute format('grant %s on %s to grapevine_app', rights, target);
    -- A tenant may be the whole table: were it taken for selective, any index that starts with it would do, and a look-up
    -- would read the tenant from end to end. The setting is read by a subquery for the same reason: the planner must not
    -- look its present value up in the statistics, where a new tenant has no row.
    execute format('alter table %s alter column tenant_id set (n_distinct = 1)', target);
end
$$;

grant usage on schema public to grapevine_app, grapevine_relay;

-- Hashes of the keys that may call this service, fed by grapevine.tenants.
create table api_keys
(
    tenant_id  text not null,
    key_hash   text not null,
    hint       text not null,
    kind       text not null,
    scopes     text not null,
    origins    text not null,
    revoked_at timestamptz,
    primary key (tenant_id, key_hash)
);
create index api_keys_by_hash on api_keys (key_hash);
select isolate_tenants('api_keys');
-- Who can present the key may see its row, before the tenant is known.
create policy key_holder on api_keys for select using (key_hash = (select current_setting('grapevine.key_hash', true)));

-- Records already handled: (tenant, source, id) has an effect once.
create table inbox
(
    tenant_id   text        not null,
    source      text        not null,
    event_id    text        not null,
    received_at timestamptz not null default now(),
    primary key (tenant_id, source, event_id)
);
select isolate_tenants('inbox');

-- Records to publish, written in the transaction that decided them, deleted once the broker has them.
create table outbox
(
    tenant_id    text        not null,
    outbox_id    bigint      not null generated always as identity,
    topic        text        not null,
    record_key   text        not null,
    recorded_at  timestamptz not null,
    headers      jsonb       not null,
    value        text        not null,
    created_at   timestamptz not null default clock_timestamp(),
    primary key (tenant_id, outbox_id)
);
create index outbox_in_order on outbox (outbox_id);
select isolate_tenants('outbox', 'select, insert');
create policy relay_sees_all on outbox to grapevine_relay using (true) with check (true);
grant select, update, delete on outbox to grapevine_relay;

-- Answers to requests that carried an Idempotency-Key.
create table idempotency_keys
(
    tenant_id       text        not null,
    idempotency_key text        not null,
    fingerprint     text        not null,
    status          integer,
    body            text,
    created_at      timestamptz not null default now(),
    primary key (tenant_id, idempotency_key)
);
select isolate_tenants('idempotency_keys');
