-- What is owed to whom, and the books that prove it.

-- What a version of a program promises, fed by grapevine.programs. A version never changes.
create table terms
(
    tenant_id   text    not null,
    program_key text    not null,
    version     integer not null,
    terms       jsonb   not null,
    primary key (tenant_id, program_key, version)
);
select isolate_tenants('terms', 'select, insert');

-- Which participant is which person, fed by grapevine.participants.
create table participants
(
    tenant_id      text not null,
    participant_id text not null,
    program_key    text not null,
    external_id    text not null,
    primary key (tenant_id, participant_id)
);
create index participants_by_person on participants (tenant_id, external_id);
select isolate_tenants('participants', 'select, insert, update');

-- The latest revision of every conversion. person groups the conversions of one customer ("c:…"), else of one visitor ("v:…").
create table decisions
(
    tenant_id       text        not null,
    conversion_id   text        not null,
    revision        integer     not null,
    program_key     text        not null,
    program_version integer     not null,
    person          text        not null,
    customer_id     text,
    awaiting_terms  boolean     not null,
    decision        jsonb       not null,
    primary key (tenant_id, conversion_id)
);
create index decisions_of_person on decisions (tenant_id, program_key, person);
create index decisions_by_customer on decisions (tenant_id, customer_id);
create index decisions_parked on decisions (tenant_id, program_key, program_version) where awaiting_terms;
select isolate_tenants('decisions', 'select, insert, update');
-- The worker that looks for parked decisions may see which tenants have some, before it works for one of them.
create policy parked_worklist on decisions for select
    using (awaiting_terms and (select current_setting('grapevine.worklist', true)) = 'parked');

-- The state of every reward; its history is in reward_changes, its money in the ledger.
create table rewards
(
    tenant_id         text        not null,
    reward_id         text        not null,
    sequence          integer     not null,
    conversion_id     text        not null,
    rule_id           text        not null,
    role              text        not null,
    level             integer     not null,
    external_id       text        not null,
    program_key       text        not null,
    program_version   integer     not null,
    revision          integer     not null,
    order_id          text,
    customer_id       text,
    participant_id    text,
    kind              text        not null,
    amount_minor      bigint,
    currency          text,
    coupon            jsonb,
    coupon_code       text,
    standing          text        not null,
    standing_reason   text,
    releasable_at     timestamptz,
    held_minor        bigint      not null,
    released_minor    bigint      not null,
    clawed_back_minor bigint      not null,
    paid_minor        bigint      not null,
    frozen_minor      bigint      not null,
    verdict           text        not null,
    status            text        not null,
    reason            text,
    released_at       timestamptz,
    changed_at        timestamptz not null,
    primary key (tenant_id, reward_id),
    -- One reward for a conversion, a rule, a person and a level, whatever happens twice.
    unique (tenant_id, conversion_id, rule_id, external_id, level)
);
create index rewards_of_person on rewards (tenant_id, external_id, program_key, reward_id);
create index rewards_of_customer on rewards (tenant_id, customer_id, reward_id);
create index rewards_of_order on rewards (tenant_id, order_id, reward_id);
create index rewards_by_status on rewards (tenant_id, status, reward_id);
create index rewards_on_hold on rewards (releasable_at) where status = 'held';
select isolate_tenants('rewards', 'select, insert, update');
create policy holds_worklist on rewards for select
    using (status = 'held' and (select current_setting('grapevine.worklist', true)) = 'holds');

-- What a reward was after each of its changes; append-only.
create table reward_changes
(
    tenant_id    text        not null,
    reward_id    text        not null,
    sequence     integer     not null,
    revision     integer     not null,
    status       text        not null,
    reason       text,
    amount_minor bigint,
    currency     text,
    transfer_id  text,
    changed_at   timestamptz not null,
    primary key (tenant_id, reward_id, sequence)
);
select isolate_tenants('reward_changes', 'select, insert');

-- One movement of money; a change of a reward posts at most one.
create table transfers
(
    tenant_id   text        not null,
    transfer_id text        not null,
    reward_id   text        not null,
    sequence    integer     not null,
    program_key text        not null,
    posted_at   timestamptz not null,
    primary key (tenant_id, transfer_id),
    unique (tenant_id, reward_id, sequence)
);
select isolate_tenants('transfers', 'select, insert');

-- The sides of each transfer: positive debits the account, negative credits it.
create table ledger_entries
(
    tenant_id    text        not null,
    entry_id     bigint      not null generated always as identity,
    transfer_id  text        not null,
    line         integer     not null,
    account      text        not null,
    program_key  text        not null,
    currency     text        not null,
    amount_minor bigint      not null check (amount_minor <> 0),
    posted_at    timestamptz not null,
    primary key (tenant_id, transfer_id, line),
    foreign key (tenant_id, transfer_id) references transfers
);
create index ledger_entries_of_account on ledger_entries (tenant_id, account, entry_id);
create index ledger_entries_in_order on ledger_entries (tenant_id, entry_id);
select isolate_tenants('ledger_entries', 'select, insert');

-- Transfers that no seal commits to yet: a queue beside the books, so that the books themselves are never touched.
create table ledger_unsealed
(
    tenant_id   text        not null,
    transfer_id text        not null,
    shard       integer     not null,
    posted_at   timestamptz not null,
    primary key (tenant_id, transfer_id)
);
create index ledger_unsealed_in_order on ledger_unsealed (tenant_id, shard, posted_at, transfer_id);
select isolate_tenants('ledger_unsealed', 'select, insert, delete');
create policy seals_worklist on ledger_unsealed for select
    using ((select current_setting('grapevine.worklist', true)) = 'seals');

-- Hash chains over the transfers, one per tenant and shard, without gaps.
create table ledger_seals
(
    tenant_id   text        not null,
    shard       integer     not null,
    sequence    bigint      not null,
    transfer_id text        not null,
    hash        text        not null,
    sealed_at   timestamptz not null,
    primary key (tenant_id, shard, sequence),
    unique (tenant_id, transfer_id)
);
select isolate_tenants('ledger_seals', 'select, insert');

-- What each person has by program, currency and kind: the sum of the entries, kept so that asking costs one row however long the history.
create table balances
(
    tenant_id         text   not null,
    program_key       text   not null,
    external_id       text   collate "C" not null,
    currency          text   not null,
    kind              text   not null,
    held_minor        bigint not null,
    released_minor    bigint not null,
    paid_minor        bigint not null,
    clawed_back_minor bigint not null,
    primary key (tenant_id, program_key, external_id, currency, kind)
);
create index balances_of_person on balances (tenant_id, external_id);
select isolate_tenants('balances', 'select, insert, update');
create policy money_worklist on balances for select
    using ((select current_setting('grapevine.worklist', true)) = 'money');

-- The books are append-only for everybody, the owner included: the rights above say so for the service, these triggers for the rest.
create function refuse_change() returns trigger
    language plpgsql as
$$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end
$$;
create trigger append_only before update or delete or truncate on transfers for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on ledger_entries for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on ledger_seals for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on reward_changes for each statement execute function refuse_change();

-- All entries of a transfer come in one statement, so each statement balances by itself, per transfer and currency.
create function refuse_unbalanced() returns trigger
    language plpgsql as
$$
begin
    if exists (select from posted group by tenant_id, transfer_id, currency having sum(amount_minor) <> 0) then
        raise exception 'a transfer does not sum to zero' using errcode = 'check_violation';
    end if;
    return null;
end
$$;
create trigger balanced after insert on ledger_entries
    referencing new table as posted for each statement execute function refuse_unbalanced();
