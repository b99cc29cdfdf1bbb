-- Browsers that asked to be told. What they gave (endpoint and keys) is sealed: whoever has it can write to the browser. Named by a hash of the endpoint,
-- so that a browser has one row, whoever signs in with it.
create table push_subscriptions
(
    tenant_id       text        not null,
    subscription_id text        not null,
    reader_id       text        not null,
    sealed          text        not null,
    created_at      timestamptz not null,
    primary key (tenant_id, subscription_id)
);
create index push_subscriptions_of_reader on push_subscriptions (tenant_id, reader_id, created_at);
select isolate_tenants('push_subscriptions');
