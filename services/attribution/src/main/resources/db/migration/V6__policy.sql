-- What a touch is as evidence, where it is no ordinary click.
alter table touchpoints add column evidence_class text;

-- That somebody was a customer, by keyed hashes alone: what is left of a person who was erased, so that who comes again is known.
-- Kept for tenants that have a program for new customers only, and filled from the facts when they get one.
create table traces
(
    tenant_id   text        not null,
    trace       text        not null, -- of a customer id, or of an e-mail address
    customer    text,                 -- of the customer id that the fact named; null for a guest
    kind        text        not null, -- SIGNUP, PURCHASE, or IDENTIFY, which only ties an address to a customer
    occurred_at timestamptz not null,
    event_id    text        not null,
    source      text        not null,
    primary key (tenant_id, trace, source, event_id)
);
create index traces_of_customer on traces (tenant_id, customer) where customer is not null;
select isolate_tenants('traces', 'select, insert');
