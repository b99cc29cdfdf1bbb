-- In which segment a customer was last said to be, by event time. Read from the log by a consumer group of its own, so that adding it reads
-- nothing else again.
create table segments
(
    tenant_id   text        not null,
    customer_id text        not null,
    segment     text        not null,
    occurred_at timestamptz not null,
    event_id    text        not null,
    source      text        not null,
    primary key (tenant_id, customer_id)
);
select isolate_tenants('segments', 'select, insert, update');
