-- What the edge must know to answer without asking anybody, fed by the compacted topics.

create table links
(
    tenant_id   text not null,
    code        text not null,
    link_id     text not null,
    program_key text not null,
    destination text not null,
    primary key (tenant_id, code)
);
select isolate_tenants('links');

-- One row per host name of a tenant, and one named @<tenant> for the tenant itself.
create table sites
(
    tenant_id    text not null,
    host         text not null,
    fallback_url text,
    primary key (tenant_id, host)
);
create index sites_by_host on sites (host);
select isolate_tenants('sites');
-- Who names the host may see whose it is, before the tenant is known.
create policy visitor on sites for select using (host = (select current_setting('grapevine.host', true)));

-- What became of the events that clients sent: fed by our own topics, by decisions and by dead letters.

create table received_events
(
    tenant_id   text        not null,
    source      text        not null,
    event_id    text        not null,
    type        text        not null,
    body_hash   text,
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    order_id    text,
    refund_id   text,
    currency    text,
    primary key (tenant_id, source, event_id)
);
create index received_events_by_id on received_events (tenant_id, event_id);
create index received_events_by_order on received_events (tenant_id, order_id) where order_id is not null;
create index received_events_by_refund on received_events (tenant_id, refund_id) where refund_id is not null;
select isolate_tenants('received_events');

-- The same source and id with another body: the one that stays is in received_events.
create table conflicting_events
(
    tenant_id   text        not null,
    source      text        not null,
    event_id    text        not null,
    body_hash   text        not null,
    received_at timestamptz not null,
    primary key (tenant_id, source, event_id, body_hash)
);
select isolate_tenants('conflicting_events');

create table decided_conversions
(
    tenant_id     text    not null,
    conversion_id text    not null,
    program_key   text    not null,
    revision      integer not null,
    event_source  text    not null,
    event_id      text    not null,
    kind          text    not null,
    outcome       text    not null,
    reason        text,
    primary key (tenant_id, conversion_id)
);
create index decided_conversions_by_event on decided_conversions (tenant_id, event_id);
select isolate_tenants('decided_conversions');

create table dead_events
(
    tenant_id text        not null,
    origin    text        not null,
    consumer  text        not null,
    source    text        not null,
    event_id  text        not null,
    topic     text        not null,
    reason    text        not null,
    died_at   timestamptz not null,
    primary key (tenant_id, origin, consumer)
);
create index dead_events_by_id on dead_events (tenant_id, event_id);
select isolate_tenants('dead_events');

create table rejected_events
(
    tenant_id    text        not null,
    rejection_id text        not null,
    event_id     text,
    type         text,
    code         text        not null,
    errors       jsonb       not null,
    key_id       text,
    ciphertext   text,
    received_at  timestamptz not null,
    primary key (tenant_id, rejection_id)
);
create index rejected_events_by_id on rejected_events (tenant_id, event_id) where event_id is not null;
select isolate_tenants('rejected_events');

-- The wrapped keys of rejected bodies, so that a tenant can see what to fix; a key deleted here is a body gone.
create table rejection_keys
(
    tenant_id          text    not null,
    key_id             text    not null,
    person             text    not null,
    master_key_version integer not null,
    wrapped_key        text    not null,
    primary key (tenant_id, key_id)
);
select isolate_tenants('rejection_keys');
