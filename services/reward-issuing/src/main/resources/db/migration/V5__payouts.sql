-- Payouts: created by one person, approved by another, and never more than is owed.

-- A batch. Nothing of what it says about whom it pays changes after it was created; only its status does.
create table payouts
(
    tenant_id     text        not null,
    payout_id     text        not null,
    program_key   text,
    currency      text        not null,
    method        text        not null check (method in ('bank', 'provider', 'manual')),
    kinds         text        not null,
    minimum_minor bigint      not null check (minimum_minor > 0),
    more          boolean     not null,
    schedule_key  text,
    status        text        not null check (status in ('awaiting_approval', 'empty', 'approved', 'paying', 'settled', 'cancelled')),
    created_at    timestamptz not null,
    approved_at   timestamptz,
    exported_at   timestamptz,
    ended_at      timestamptz,
    primary key (tenant_id, payout_id)
);
create index payouts_by_status on payouts (tenant_id, status, payout_id);
create index payouts_to_book on payouts (tenant_id) where status = 'approved';
create index payouts_unsettled on payouts (status, created_at) where status in ('awaiting_approval', 'approved', 'paying');
select isolate_tenants('payouts', 'select, insert, update');
create policy bookings_worklist on payouts for select
    using (status = 'approved' and (select current_setting('grapevine.worklist', true)) = 'bookings');
create policy unsettled_worklist on payouts for select
    using (status in ('awaiting_approval', 'approved', 'paying') and (select current_setting('grapevine.worklist', true)) = 'unsettled');

-- Who put a name to it. One person signs a payout once, so creator and approver are two: this unique key is the four eyes.
create table payout_signatures
(
    tenant_id text        not null,
    payout_id text        not null,
    role      text        not null check (role in ('created', 'scheduled', 'approved')),
    person    text        not null,
    key_hash  text,
    signed_at timestamptz not null,
    primary key (tenant_id, payout_id, role),
    unique (tenant_id, payout_id, person),
    foreign key (tenant_id, payout_id) references payouts
);
select isolate_tenants('payout_signatures', 'select, insert');

-- One person's part of a payout, also of those who are not paid, with the reason.
create table payout_lines
(
    tenant_id    text        not null,
    line_id      text        not null,
    payout_id    text        not null,
    external_id  text        not null collate "C",
    amount_minor bigint      not null,
    booked_minor bigint      not null default 0,
    account      integer,
    account_hint text,
    status       text        not null check (status in ('blocked', 'proposed', 'dropped', 'cancelled', 'due', 'sent', 'paid', 'failed', 'returned')),
    reason       text,
    changed_at   timestamptz not null,
    primary key (tenant_id, line_id),
    unique (tenant_id, payout_id, external_id),
    foreign key (tenant_id, payout_id) references payouts,
    check (booked_minor between 0 and greatest(amount_minor, 0))
);
create index payout_lines_open on payout_lines (tenant_id, payout_id, status);
create index payout_lines_of_person on payout_lines (tenant_id, external_id);
select isolate_tenants('payout_lines', 'select, insert, update');

-- What each reward adds to a line, or nets of it: as signed, and as booked.
create table payout_items
(
    tenant_id    text    not null,
    line_id      text    not null,
    reward_id    text    not null,
    program_key  text    not null,
    amount_minor bigint  not null,
    booked_minor bigint  not null default 0,
    open         boolean not null,
    primary key (tenant_id, line_id, reward_id),
    foreign key (tenant_id, line_id) references payout_lines,
    check (booked_minor <= greatest(amount_minor, 0))
);
-- A reward waits in one payout at most.
create unique index payout_items_open on payout_items (tenant_id, reward_id) where open;
select isolate_tenants('payout_items', 'select, insert, update');

-- A payment that came back; once each.
create table payout_returns
(
    tenant_id   text        not null,
    return_id   text        not null,
    line_id     text        not null,
    reason      text,
    returned_at timestamptz not null,
    primary key (tenant_id, return_id),
    unique (tenant_id, line_id),
    foreign key (tenant_id, line_id) references payout_lines
);
select isolate_tenants('payout_returns', 'select, insert');

-- Batches that come by the clock. person: who set it, and so has signed each of its batches.
create table payout_schedules
(
    tenant_id    text        not null,
    schedule_key text        not null,
    form         jsonb       not null,
    every        text        not null check (every in ('day', 'week', 'month')),
    from_at      timestamptz not null,
    next_at      timestamptz not null,
    key_hash     text        not null,
    person       text        not null,
    changed_at   timestamptz not null,
    primary key (tenant_id, schedule_key)
);
create index payout_schedules_due on payout_schedules (next_at);
select isolate_tenants('payout_schedules');
create policy schedules_worklist on payout_schedules for select
    using ((select current_setting('grapevine.worklist', true)) = 'schedules');

-- Who is paid where. The account lies sealed, its key with it: deleting the rows is erasure. An account is never edited: a line names
-- the one that was seen when it was signed.
create table payees
(
    tenant_id   text        not null,
    external_id text        not null,
    account     integer     not null,
    tax_form    text        not null check (tax_form in ('missing', 'pending', 'valid', 'exempt')),
    changed_at  timestamptz not null,
    primary key (tenant_id, external_id)
);
select isolate_tenants('payees');
create table payee_accounts
(
    tenant_id   text        not null,
    external_id text        not null,
    account     integer     not null,
    methods     text        not null,
    hint        text        not null,
    personal    text        not null,
    created_at  timestamptz not null,
    primary key (tenant_id, external_id, account)
);
select isolate_tenants('payee_accounts', 'select, insert, delete');

-- From which account a tenant pays, by which provider, and from which sum in a year it wants a tax form. Sealed what is secret.
create table payout_settings
(
    tenant_id       text        not null,
    payer           text,
    payer_hint      text,
    tax_form_from   jsonb       not null,
    provider_url    text,
    provider_secret text,
    changed_at      timestamptz not null,
    primary key (tenant_id)
);
select isolate_tenants('payout_settings', 'select, insert, update');

-- What a payment provider was asked, and what it said. Gone once the line has come to an end.
create table payout_sendings
(
    tenant_id text        not null,
    line_id   text        not null,
    state     text        not null check (state in ('waiting', 'unknown', 'accepted')),
    attempts  integer     not null,
    due_at    timestamptz not null,
    error     text,
    primary key (tenant_id, line_id),
    foreign key (tenant_id, line_id) references payout_lines
);
create index payout_sendings_due on payout_sendings (due_at);
select isolate_tenants('payout_sendings');
create policy sendings_worklist on payout_sendings for select
    using ((select current_setting('grapevine.worklist', true)) = 'sendings');

create trigger append_only before update or delete or truncate on payout_signatures for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on payout_returns for each statement execute function refuse_change();
create trigger never_deleted before delete or truncate on payouts for each statement execute function refuse_change();
create trigger never_deleted before delete or truncate on payout_lines for each statement execute function refuse_change();
create trigger never_deleted before delete or truncate on payout_items for each statement execute function refuse_change();

create function refuse_payout(what text) returns void
    language plpgsql as
$$
begin
    raise exception 'payout refused: %', what using errcode = 'check_violation';
end
$$;

create function holder_of(tenant text, hash text) returns text
    language plpgsql stable as
$$
begin
    return (select k.person from api_keys k
        where k.tenant_id = tenant and k.key_hash = hash and k.kind = 'secret' and (k.revoked_at is null or k.revoked_at > now()));
end
$$;

create function set_payout_schedule() returns trigger
    language plpgsql as
$$
begin
    if tg_op = 'UPDATE' and (new.form, new.every, new.from_at, new.key_hash) is not distinct from (old.form, old.every, old.from_at, old.key_hash) then
        new.person := old.person;
    else
        new.person := holder_of(new.tenant_id, new.key_hash);
        if new.person is null then perform refuse_payout('nobody known sets the schedule'); end if;
    end if;
    return new;
end
$$;
create trigger set_by before insert or update on payout_schedules for each row execute function set_payout_schedule();

-- The database itself says whose signature it is: the service names the key, the key's holder is looked up. Whoever signs by the schedule is
-- the system, and with it whoever set the schedule.
create function sign_payout() returns trigger
    language plpgsql as
$$
declare
    signed payouts;
begin
    select * into signed from payouts p where p.tenant_id = new.tenant_id and p.payout_id = new.payout_id for update;
    if signed.payout_id is null or signed.status not in ('awaiting_approval', 'empty') then
        perform refuse_payout('nothing to sign');
    end if;
    if new.role = 'created' and signed.schedule_key is not null then
        if new.key_hash is not null then perform refuse_payout('a schedule creates as the system'); end if;
        new.person := 'system:schedule';
        return new;
    end if;
    if new.role = 'scheduled' then
        if signed.schedule_key is null then perform refuse_payout('it has no schedule'); end if;
        select s.person into new.person from payout_schedules s
        where s.tenant_id = new.tenant_id and s.schedule_key = signed.schedule_key;
    else
        new.person := holder_of(new.tenant_id, new.key_hash);
    end if;
    if new.person is null then perform refuse_payout('nobody known signs'); end if;
    if new.role = 'approved' and (signed.status <> 'awaiting_approval'
        or (select count(*) from payout_signatures s where s.tenant_id = new.tenant_id and s.payout_id = new.payout_id and s.role <> 'approved')
            <> case when signed.schedule_key is null then 1 else 2 end) then
        perform refuse_payout('only a payout that was created by somebody can be approved');
    end if;
    return new;
end
$$;
create trigger signed before insert on payout_signatures for each row execute function sign_payout();

create function move_payout() returns trigger
    language plpgsql as
$$
begin
    if tg_op = 'INSERT' then
        if new.status not in ('awaiting_approval', 'empty') then perform refuse_payout('it starts unapproved'); end if;
        return new;
    end if;
    if (new.tenant_id, new.payout_id, new.program_key, new.currency, new.method, new.kinds, new.minimum_minor, new.schedule_key, new.created_at)
        is distinct from
       (old.tenant_id, old.payout_id, old.program_key, old.currency, old.method, old.kinds, old.minimum_minor, old.schedule_key, old.created_at) then
        perform refuse_payout('what was created is not edited');
    end if;
    if new.status <> old.status and (old.status, new.status) not in (('awaiting_approval', 'approved'), ('awaiting_approval', 'cancelled'),
        ('approved', 'paying'), ('approved', 'settled'), ('paying', 'settled')) then
        perform refuse_payout(old.status || ' does not become ' || new.status);
    end if;
    if new.status = 'approved' and not exists (select from payout_signatures s
        where s.tenant_id = new.tenant_id and s.payout_id = new.payout_id and s.role = 'approved') then
        perform refuse_payout('nobody approved it');
    end if;
    return new;
end
$$;
create trigger moved before insert or update on payouts for each row execute function move_payout();

create function move_payout_line() returns trigger
    language plpgsql as
$$
declare
    stands text;
begin
    if tg_op = 'INSERT' then
        -- Locked against a signature that comes meanwhile.
        select p.status into stands from payouts p where p.tenant_id = new.tenant_id and p.payout_id = new.payout_id for share;
        if new.status not in ('proposed', 'blocked') or stands not in ('awaiting_approval', 'empty')
            or exists (select from payout_signatures s where s.tenant_id = new.tenant_id and s.payout_id = new.payout_id) then
            perform refuse_payout('a line comes before the first signature');
        end if;
        return new;
    end if;
    if (new.tenant_id, new.line_id, new.payout_id, new.external_id, new.amount_minor, new.account, new.account_hint)
        is distinct from (old.tenant_id, old.line_id, old.payout_id, old.external_id, old.amount_minor, old.account, old.account_hint) then
        perform refuse_payout('a line is not edited');
    end if;
    if old.status <> 'proposed' and new.booked_minor <> old.booked_minor then perform refuse_payout('a line is booked once'); end if;
    if new.status <> old.status then
        if (old.status, new.status) not in (('proposed', 'due'), ('proposed', 'dropped'), ('proposed', 'cancelled'), ('due', 'sent'),
            ('due', 'paid'), ('due', 'failed'), ('sent', 'paid'), ('sent', 'failed'), ('paid', 'returned')) then
            perform refuse_payout('a line that is ' || old.status || ' does not become ' || new.status);
        end if;
        select p.status into stands from payouts p where p.tenant_id = new.tenant_id and p.payout_id = new.payout_id;
        if new.status in ('due', 'sent', 'paid') and stands not in ('approved', 'paying', 'settled') then
            perform refuse_payout('nobody approved it');
        end if;
    end if;
    return new;
end
$$;
create trigger moved before insert or update on payout_lines for each row execute function move_payout_line();

create function move_payout_item() returns trigger
    language plpgsql as
$$
begin
    if tg_op = 'INSERT' then
        -- After the first signature only a debt that came up since may join, and nothing that adds.
        if new.amount_minor > 0 and exists (select from payout_lines l join payout_signatures s using (tenant_id, payout_id)
            where l.tenant_id = new.tenant_id and l.line_id = new.line_id) then
            perform refuse_payout('an item comes before the first signature');
        end if;
        return new;
    end if;
    if (new.tenant_id, new.line_id, new.reward_id, new.program_key, new.amount_minor)
        is distinct from (old.tenant_id, old.line_id, old.reward_id, old.program_key, old.amount_minor)
        or (new.open and not old.open) then
        perform refuse_payout('an item is not edited');
    end if;
    return new;
end
$$;
create trigger moved before insert or update on payout_items for each row execute function move_payout_item();
