-- The referral forest: who brought whom, per program. Derived from the timelines; always what deciding them anew would give.
create table binds
(
    tenant_id         text        not null,
    program_key       text        not null,
    customer_id       text        not null,
    advocate          text        not null, -- the advocate's external id: a customer id too
    participant_id    text        not null,
    code              text        not null,
    touch_id          text        not null,
    touched_at        timestamptz not null,
    evidence_class    text        not null,
    bound_at          timestamptz not null,
    bound_by_event_id text        not null,
    primary key (tenant_id, program_key, customer_id)
);
create index binds_by_advocate on binds (tenant_id, program_key, advocate);
select isolate_tenants('binds');

-- The current revision of each conversion.
create table conversions
(
    tenant_id     text        not null,
    conversion_id text        not null,
    program_key   text        not null,
    kind          text        not null,
    subject       text        not null, -- the order id, or source and event id of a sign-up
    customer_id   text,
    order_id      text,
    revision      integer     not null,
    decision      text        not null,
    primary key (tenant_id, conversion_id),
    unique (tenant_id, program_key, kind, subject)
);
create index conversions_by_customer on conversions (tenant_id, customer_id);
create index conversions_by_order on conversions (tenant_id, order_id);
select isolate_tenants('conversions', 'select, insert, update');

-- Every revision ever decided.
create table revisions
(
    tenant_id     text        not null,
    conversion_id text        not null,
    revision      integer     not null,
    decided_at    timestamptz not null,
    decision      text        not null,
    primary key (tenant_id, conversion_id, revision)
);
select isolate_tenants('revisions', 'select, insert');
