-- Who can be written to: the latest record of each participant. The address stays sealed; what opens it comes on a topic of its own.
create table participants
(
    tenant_id      text    not null,
    participant_id text    not null,
    has_email      boolean not null,
    key_id         text,
    ciphertext     text,
    primary key (tenant_id, participant_id)
);
select isolate_tenants('participants');

-- The wrapped keys of participants' fields; deleted when the log erases them.
create table personal_keys
(
    tenant_id          text    not null,
    key_id             text    not null,
    person             text    not null,
    master_key_version integer not null,
    wrapped_key        text    not null,
    primary key (tenant_id, key_id)
);
select isolate_tenants('personal_keys');

-- One mail about one moment of one reward, kept for ever so that nothing is mailed twice; it names nobody but by id.
create table mails
(
    tenant_id      text        not null,
    mail_id        text        not null,
    reward_id      text        not null,
    moment         text        not null,
    program_key    text        not null,
    participant_id text        not null,
    worth          text        not null,
    status         text        not null check (status in ('pending', 'sending', 'sent', 'unknown', 'failed', 'no_address', 'outdated')),
    due_at         timestamptz not null, -- the next attempt; while one is under way, when its claim is given up
    lease          text,                 -- the attempt under way: only it may settle
    failures       integer     not null default 0,
    attempts       integer     not null default 0,
    last_error     text,
    correlation_id text,
    created_at     timestamptz not null,
    ended_at       timestamptz,
    primary key (tenant_id, mail_id),
    unique (tenant_id, reward_id, moment)
);
create index mails_due on mails (tenant_id, status, due_at) where status in ('pending', 'sending');
create index mails_due_anywhere on mails (due_at) where status in ('pending', 'sending');
select isolate_tenants('mails', 'select, insert, update');

-- As with webhooks: the relay's role may ask who is due, over all tenants, and can read nothing else.
create policy relay_sees_what_is_due on mails for select to grapevine_relay using (true);
grant select (tenant_id, status, due_at) on mails to grapevine_relay;
