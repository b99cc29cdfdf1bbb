-- Everything that can be given, and what becomes of it with time.

-- What is given besides an amount and a coupon, and on what terms; when it was handed over; from when what was not used is lost.
alter table rewards add column given jsonb;
alter table rewards add column fulfilled_at timestamptz;
alter table rewards add column expires_at timestamptz;
-- Those that time alone will change: what was used, is frozen or in review is not lost.
create index rewards_expiring on rewards (expires_at) where expires_at is not null and status = 'released';

-- Coupons and things as they were handed over and taken back: what the ledger is to money. Append-only.
create table issues
(
    tenant_id   text        not null,
    reward_id   text        not null,
    sequence    integer     not null,
    movement    text        not null check (movement in ('issued', 'recalled')),
    kind        text        not null,
    thing       jsonb,
    coupon_code text,
    recorded_at timestamptz not null,
    primary key (tenant_id, reward_id, sequence)
);
select isolate_tenants('issues', 'select, insert');
create trigger append_only before update or delete or truncate on issues for each statement execute function refuse_change();

-- Who said what about a reward, and why; the change it led to has the same sequence. Append-only.
create table rulings
(
    tenant_id text        not null,
    reward_id text        not null,
    sequence  integer     not null,
    word      text        not null,
    said_by   text        not null,
    person    text,
    reason    text,
    reference text,
    said_at   timestamptz not null,
    primary key (tenant_id, reward_id, sequence)
);
select isolate_tenants('rulings', 'select, insert');
create trigger append_only before update or delete or truncate on rulings for each statement execute function refuse_change();

-- Pools of codes that somebody else made; the figures are added to with each import and each code given out.
create table coupon_pools
(
    tenant_id  text        not null,
    pool       text        not null,
    imported   bigint      not null,
    given_out  bigint      not null,
    created_at timestamptz not null,
    primary key (tenant_id, pool),
    check (given_out <= imported)
);
select isolate_tenants('coupon_pools', 'select, insert, update');
create policy coupons_worklist on coupon_pools for select
    using ((select current_setting('grapevine.worklist', true)) = 'coupons');

-- A code is in one pool of the tenant and is given to one reward, for good.
create table coupon_codes
(
    tenant_id   text        not null,
    code        text        not null collate "C",
    pool        text        not null,
    place       bigint      not null generated always as identity,
    imported_at timestamptz not null,
    reward_id   text,
    given_at    timestamptz,
    primary key (tenant_id, code),
    foreign key (tenant_id, pool) references coupon_pools
);
create unique index coupon_codes_of_reward on coupon_codes (tenant_id, reward_id) where reward_id is not null;
create index coupon_codes_left on coupon_codes (tenant_id, pool, place) where reward_id is null;
select isolate_tenants('coupon_codes', 'select, insert, update');

-- Those that wait, in the order in which they were promised.
create index rewards_waiting on rewards (tenant_id, (coupon ->> 'pool'), reward_id) where status = 'waiting_for_coupon';

-- Rewards that the merchant's own system must approve, and how often it was asked.
create index rewards_to_approve on rewards (tenant_id, reward_id)
    where status = 'review' and standing_reason = 'approval_required' and given #>> '{approval,callback}' is not null;
-- One policy for all these workers: every query of rewards pays for each.
create policy life_worklist on rewards for select
    using (case (select current_setting('grapevine.worklist', true))
        when 'lives' then expires_at is not null and status = 'released'
        when 'coupons' then status = 'waiting_for_coupon'
        when 'approvals' then status = 'review' and standing_reason = 'approval_required' and given #>> '{approval,callback}' is not null
        else false end);
create table approval_calls
(
    tenant_id   text        not null,
    reward_id   text        not null,
    first_at    timestamptz not null,
    due_at      timestamptz not null,
    lease       text,
    failures    integer     not null,
    last_error  text,
    answered_at timestamptz,
    primary key (tenant_id, reward_id)
);
select isolate_tenants('approval_calls', 'select, insert, update');
create policy approvals_worklist on approval_calls for select
    using ((select current_setting('grapevine.worklist', true)) = 'approvals');

-- What signs those calls, sealed; the one before signs along until its time is over.
create table approval_secrets
(
    tenant_id      text        not null,
    secret         text        not null,
    previous       text,
    previous_until timestamptz,
    created_at     timestamptz not null,
    primary key (tenant_id)
);
select isolate_tenants('approval_secrets', 'select, insert, update');
