-- Where tenants want to be told.
create table webhooks
(
    tenant_id             text        not null,
    webhook_id            text        not null,
    url                   text        not null,
    types                 text        not null, -- patterns separated by spaces
    secret                text        not null, -- sealed with the tenant's key
    previous_secret       text,                 -- sealed; signs too until previous_secret_until
    previous_secret_until timestamptz,
    disabled              text check (disabled in ('gone', 'by_tenant')),
    paused_until          timestamptz,          -- the receiver asked to slow down
    created_at            timestamptz not null,
    primary key (tenant_id, webhook_id)
);
select isolate_tenants('webhooks');

-- Every state of a reward, conversion or alert that was seen: what makes it news once, and the history in what is told.
create table changes
(
    tenant_id  text        not null,
    subject    text        not null,
    sequence   integer     not null,
    state      text        not null,
    reason     text,
    changed_at timestamptz not null,
    primary key (tenant_id, subject, sequence)
);
select isolate_tenants('changes', 'select, insert');

-- What is posted, byte for byte the same over all attempts and endpoints; only changes that some endpoint wants have one.
create table messages
(
    tenant_id      text        not null,
    subject        text        not null,
    sequence       integer     not null,
    event_id       text        not null,
    type           text        not null,
    body           text        not null,
    correlation_id text,
    created_at     timestamptz not null default now(),
    primary key (tenant_id, subject, sequence)
);
create index messages_by_age on messages (tenant_id, created_at);
select isolate_tenants('messages', 'select, insert, delete');

-- One message to one endpoint: the id is the webhook-id of every attempt.
create table deliveries
(
    tenant_id   text        not null,
    delivery_id text        not null,
    webhook_id  text        not null,
    subject     text        not null,
    sequence    integer     not null,
    status      text        not null default 'pending' check (status in ('pending', 'delivered', 'dead_letter')),
    due_at      timestamptz not null, -- the next attempt; while one is under way, when its lease ends
    lease       text,                 -- the attempt under way: only it may settle
    failures    integer     not null default 0, -- since the first attempt or the last replay
    attempts    integer     not null default 0,
    last_error  text,
    created_at  timestamptz not null,
    ended_at    timestamptz,
    primary key (tenant_id, delivery_id),
    unique (tenant_id, webhook_id, subject, sequence),
    foreign key (tenant_id, webhook_id) references webhooks on delete cascade
);
create index deliveries_due on deliveries (tenant_id, webhook_id, due_at) where status = 'pending';
create index deliveries_listed on deliveries (tenant_id, webhook_id, delivery_id);
create index deliveries_dead on deliveries (tenant_id, webhook_id, delivery_id) where status = 'dead_letter';
create index deliveries_ended on deliveries (tenant_id, ended_at) where ended_at is not null;
create index deliveries_of_message on deliveries (tenant_id, subject, sequence);
select isolate_tenants('deliveries');

-- How each attempt ended, for the tenant to read.
create table attempts
(
    tenant_id    text        not null,
    delivery_id  text        not null,
    attempt      integer     not null,
    attempted_at timestamptz not null,
    status_code  integer,
    error        text,
    duration_ms  integer     not null,
    primary key (tenant_id, delivery_id, attempt),
    foreign key (tenant_id, delivery_id) references deliveries on delete cascade
);
select isolate_tenants('attempts', 'select, insert');

-- The dispatcher must know which tenant to turn to. The relay's role may ask who is due, over all tenants, and can read nothing else:
-- no URL, no secret, no message.
create policy relay_sees_who_is_due on webhooks for select to grapevine_relay using (true);
create policy relay_sees_what_is_due on deliveries for select to grapevine_relay using (true);
grant select (tenant_id, webhook_id, disabled, paused_until) on webhooks to grapevine_relay;
grant select (tenant_id, webhook_id, status, due_at, lease) on deliveries to grapevine_relay;
