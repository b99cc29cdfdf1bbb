-- Key figures of customers up to any time, without counting customers: what each of them adds to the sums, and when (R__kpis.sql).

-- Whose steps have changed since: marked where steps are moved, taken off where the moments below are. Those of before this table are all marked.
create table customers_moved
(
    tenant_id   text not null,
    customer_id text not null,
    primary key (tenant_id, customer_id)
);
alter table steps no force row level security;
insert into customers_moved
select distinct tenant_id, customer_id from steps where kind in ('customer', 'order', 'signup') and customer_id is not null;
alter table steps force row level security;
select isolate_tenants('customers_moved', 'select, insert, delete');
-- The clock has no tenant: it may ask whose customers are marked, and who has goals, and sees nothing else of them.
create policy customers_to_settle on customers_moved for select using ((select current_setting('grapevine.worklist', true)) = 'customers');
create policy goals_to_settle_for on goals for select using ((select current_setting('grapevine.worklist', true)) = 'customers');

-- What a customer adds to the sums of those who were brought (referred) or of the others, from a time on. The rows of program '' count for every
-- program; those of a program are what is different there.
create table customer_moments
(
    tenant_id   text        not null,
    program_key text        not null,
    customer_id text        not null,
    at          timestamptz not null,
    referred    boolean     not null,
    currency    text        not null,
    customers   bigint      not null,
    buyers      bigint      not null,
    repeaters   bigint      not null,
    matured     bigint      not null,
    retained    bigint      not null,
    orders      bigint      not null,
    net_minor   bigint      not null,
    primary key (tenant_id, customer_id, program_key, at, referred, currency)
);
create index moments_in_time on customer_moments (tenant_id, program_key, at);
select isolate_tenants('customer_moments');

-- Their sums by the hour.
create table customer_sums
(
    tenant_id   text        not null,
    program_key text        not null,
    bucket      timestamptz not null,
    referred    boolean     not null,
    currency    text        not null,
    customers   bigint      not null,
    buyers      bigint      not null,
    repeaters   bigint      not null,
    matured     bigint      not null,
    retained    bigint      not null,
    orders      bigint      not null,
    net_minor   bigint      not null,
    primary key (tenant_id, program_key, bucket, referred, currency)
) with (fillfactor = 80);
select isolate_tenants('customer_sums', 'select, insert, update');

create index steps_of_customer on steps (tenant_id, customer_id) where kind in ('customer', 'order', 'signup');
