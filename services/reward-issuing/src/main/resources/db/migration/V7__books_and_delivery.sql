-- What the books refuse whoever writes them, what is told about a person's rewards, and telling it again.

-- A transfer is whole when its transaction ends, and closed from then on. Null: posted before this was noted.
alter table transfers add column posted_in xid8;

create function note_posting_transaction() returns trigger
    language plpgsql as
$$
begin
    new.posted_in := pg_current_xact_id();
    return new;
end
$$;
create trigger noted before insert on transfers for each row execute function note_posting_transaction();

-- Each statement balances by itself, per transfer and currency, so any sequence of them does; and none adds to what another
-- transaction posted. The look-up is lateral with an offset so that a plan made for small books stays good for large ones.
create or replace function refuse_unbalanced() returns trigger
    language plpgsql as
$$
begin
    if exists (select from posted group by tenant_id, transfer_id, currency having sum(amount_minor) <> 0) then
        raise exception 'a transfer does not sum to zero' using errcode = 'check_violation';
    end if;
    if exists (select from (select distinct tenant_id, transfer_id, program_key, posted_at from posted) p left join lateral
        (select t.posted_in, t.program_key, t.posted_at from transfers t
         where t.tenant_id = p.tenant_id and t.transfer_id = p.transfer_id offset 0) t on true
        where t.posted_in is distinct from pg_current_xact_id()
        or t.program_key <> p.program_key or t.posted_at <> p.posted_at) then
        raise exception 'entries are posted in their transfer''s transaction, program and time' using errcode = 'check_violation';
    end if;
    return null;
end
$$;

-- What only the end of a transaction can tell: that a transfer has both its sides, balances in every currency whatever the
-- statements were, and waits for its seal.
create function require_whole_transfer() returns trigger
    language plpgsql as
$$
declare
    sides    bigint;
    balanced boolean;
begin
    select coalesce(sum(c.sides), 0), coalesce(bool_and(c.minor = 0), false) into sides, balanced
    from (select count(*) as sides, sum(e.amount_minor) as minor from ledger_entries e
          where e.tenant_id = new.tenant_id and e.transfer_id = new.transfer_id group by e.currency) c;
    if sides < 2 then
        raise exception 'transfer % has fewer than two entries', new.transfer_id using errcode = 'check_violation';
    end if;
    if not balanced then
        raise exception 'transfer % does not sum to zero', new.transfer_id using errcode = 'check_violation';
    end if;
    if not exists (select from ledger_unsealed u where u.tenant_id = new.tenant_id and u.transfer_id = new.transfer_id) then
        raise exception 'transfer % waits for no seal', new.transfer_id using errcode = 'check_violation';
    end if;
    return null;
end
$$;
create constraint trigger whole after insert on transfers deferrable initially deferred
    for each row execute function require_whole_transfer();


-- Counts what each person is told, over all programs; held from the numbering to the commit, so numbers have no gap.
create table beneficiary_sequences
(
    tenant_id   text   not null,
    external_id text   not null,
    last        bigint not null,
    primary key (tenant_id, external_id)
);
select isolate_tenants('beneficiary_sequences', 'select, insert, update');

-- The change as it was told, so that it can be told again word for word. Null: made before that was kept.
alter table reward_changes add column beneficiary_sequence bigint;
alter table reward_changes add column event jsonb;
-- How the amount came about then.
alter table reward_changes add column reckoning jsonb;
create index reward_changes_in_time on reward_changes (tenant_id, changed_at, reward_id, sequence);
-- The request that led to it, if one did: told again, it is told with the same correlation.
alter table reward_changes add column correlation_id text;

-- What a tenant asked to be told again, and how far that has come.
create table redeliveries
(
    tenant_id      text        not null,
    redelivery_id  text        not null,
    from_at        timestamptz not null,
    to_at          timestamptz not null,
    program_key    text,
    external_id    text,
    state          text        not null check (state in ('running', 'completed')),
    events         bigint      not null,
    sent           bigint      not null,
    requested_at   timestamptz not null,
    completed_at   timestamptz,
    after_at       timestamptz not null,
    after_reward   text        not null,
    after_sequence integer     not null,
    primary key (tenant_id, redelivery_id)
);
create index redeliveries_running on redeliveries (tenant_id, redelivery_id) where state = 'running';
select isolate_tenants('redeliveries', 'select, insert, update');
create policy redeliveries_worklist on redeliveries for select
    using (state = 'running' and (select current_setting('grapevine.worklist', true)) = 'redeliveries');

-- Keys of requests that moved money are kept for ever: the service may not forget one.
revoke delete on idempotency_keys from grapevine_app;
