-- What people did, as the log told it. Never updated: the first body of an event id stays.

create table touchpoints
(
    tenant_id   text        not null,
    source      text        not null,
    touch_id    text        not null,
    visitor_id  text        not null, -- '' for a redirect, which sets no cookie: its landing click brings the visitor
    code        text,                 -- null where only the link is known
    link_id     text,
    occurred_at timestamptz not null,
    human       boolean     not null,
    program_key text,
    primary key (tenant_id, source, touch_id, visitor_id)
);
create index touchpoints_by_visitor on touchpoints (tenant_id, visitor_id) where visitor_id <> '';
create index touchpoints_by_code on touchpoints (tenant_id, code);
select isolate_tenants('touchpoints', 'select, insert');

create table facts
(
    tenant_id   text        not null,
    source      text        not null,
    event_id    text        not null,
    type        text        not null,
    occurred_at timestamptz not null,
    body_hash   text,
    program_key text,
    customer_id text,
    visitor_id  text,
    order_id    text,
    refund_id   text,
    code        text,
    data        text        not null,
    primary key (tenant_id, source, event_id)
);
create index facts_by_customer on facts (tenant_id, customer_id) where customer_id is not null;
create index facts_by_visitor on facts (tenant_id, visitor_id) where visitor_id is not null;
create index facts_by_order on facts (tenant_id, order_id) where order_id is not null;
create index facts_by_refund on facts (tenant_id, refund_id) where refund_id is not null;
create index facts_by_code on facts (tenant_id, code) where code is not null;
select isolate_tenants('facts', 'select, insert');

-- What the control plane published.
create table program_versions
(
    tenant_id      text    not null,
    program_key    text    not null,
    version        integer not null,
    effective_from timestamptz,
    terms          text    not null,
    primary key (tenant_id, program_key, version)
);
select isolate_tenants('program_versions');

create table codes
(
    tenant_id      text not null,
    code           text not null,
    link_id        text not null,
    program_key    text not null,
    participant_id text not null,
    external_id    text not null,
    effective_from timestamptz,
    primary key (tenant_id, code)
);
create index codes_by_link on codes (tenant_id, link_id);
select isolate_tenants('codes');
