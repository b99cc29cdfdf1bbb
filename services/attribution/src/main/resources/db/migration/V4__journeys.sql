-- How a touch came, by what its address said; null where it said nothing.
alter table touchpoints add column channel text;

-- Whose codes an order's journey showed, where touches share the credit: a change above one of these people in the referral
-- forest can give the order another upline, or make a cycle of what was none. Only ever added to; too many only cost a look.
create table considered
(
    tenant_id   text not null,
    program_key text not null,
    external_id text not null,
    order_id    text not null,
    primary key (tenant_id, program_key, external_id, order_id)
);
select isolate_tenants('considered', 'select, insert');
