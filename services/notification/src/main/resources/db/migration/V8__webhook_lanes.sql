-- What an endpoint asks for, and how its receiver is. One instance at a time serves an endpoint (its lane): it alone posts and settles, so a delivery
-- needs no mark while it is under way, and what limits an endpoint holds over all instances.
alter table webhooks
    add column signatures           text    not null default 'v1', -- kinds separated by spaces: v1, v1a
    add column signing_key          text,                          -- sealed; for v1a
    add column public_key           text,                          -- what the receiver checks v1a with
    add column previous_signing_key text,                          -- sealed; signs too until previous_secret_until
    add column ordered              boolean not null default false,
    add column max_per_second       integer check (max_per_second between 1 and 1000),
    add column spent_until          timestamptz,                   -- how far max_per_second has been used
    add column failures_in_row      integer not null default 0,
    add column open_until           timestamptz,                   -- the circuit: nothing is posted before
    add column lane                 text,                          -- who serves the endpoint
    add column lane_until           timestamptz;
grant select (lane_until, open_until) on webhooks to grapevine_relay;

-- How the attempt that succeeded went stands in the delivery's own row: attempts then holds failures only, and a delivery that goes well, as nearly
-- all do, writes one row once. (What was delivered before has its row there.)
alter table deliveries
    add column delivered_at   timestamptz,
    add column delivered_code integer,
    add column delivered_ms   integer;

-- Fewer indexes to write with every delivery: the unique one, turned round, finds a message's deliveries, too, and what ended long ago lies together.
alter table deliveries
    drop constraint deliveries_tenant_id_webhook_id_subject_sequence_key,
    add constraint deliveries_once unique (tenant_id, subject, sequence, webhook_id);
drop index deliveries_of_message;
drop index deliveries_ended;
create index deliveries_ended on deliveries using brin (ended_at);

alter table deliveries drop column lease;
