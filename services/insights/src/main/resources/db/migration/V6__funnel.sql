-- The funnel as steps and sums. What every step of every person is worth is said by the view steps_now (R__funnel.sql), from the facts and
-- decisions alone; steps keeps what it said last, rollups the sums of that, both moved in the transaction that writes the facts.

-- Read again from the log with what the earlier columns leave out; the consumer groups have new names for it.
truncate facts, conversions, rewards, programs, participants, links;

-- Of two bodies of one event the one that arrived first stays, whichever is read first; 'infinity' gives way to any.
alter table facts
    add column received_at timestamptz not null default 'infinity',
    add column body_hash   text        not null default '',
    add column channel     text,
    add column country     text;
create index facts_of_touch on facts (tenant_id, touch_id) where type = 'click';
create index facts_of_link on facts (tenant_id, link_id) where type = 'click' and code is null;
create index facts_of_refund on facts (tenant_id, refund_id) where type = 'refund';
create index shares_by_event on facts (tenant_id, event_id) where type = 'share';
create index shares_by_code on facts (tenant_id, code, occurred_at) where type = 'share';
create index shares_by_participant on facts (tenant_id, participant_id, occurred_at) where type = 'share' and code is null;

-- touched_at: when the friend followed the link that won.
alter table conversions
    add column event_source text,
    add column touched_at   timestamptz;
create index conversions_by_event on conversions (tenant_id, event_id);
create index orders_by_customer on conversions (tenant_id, program_key, customer_id, occurred_at)
    where kind = 'purchase' and outcome = 'attributed';
-- From the advocate down, for generations.
create index friends_by_advocate on conversions (tenant_id, program_key, advocate_id)
    where kind = 'signup' and outcome = 'attributed';
create index rewards_by_conversion on rewards (tenant_id, conversion_id);
create index links_by_code on links (tenant_id, code);
create index participants_by_code on participants (tenant_id, referral_code);

-- When a reward first came to each state, whatever it became since.
create table reward_moments
(
    tenant_id text        not null,
    reward_id text        not null,
    status    text        not null,
    at        timestamptz not null,
    primary key (tenant_id, reward_id, status)
);
select isolate_tenants('reward_moments', 'select, insert, update');

-- How many people stand above somebody who was brought, themselves included; who has no row was brought by nobody.
create table generations
(
    tenant_id   text     not null,
    program_key text     not null,
    person      text     not null,
    generation  smallint not null,
    primary key (tenant_id, program_key, person)
);
select isolate_tenants('generations');

-- What a code lends to all who follow it: variant and channel of its first share, the generation of those it brings.
create table codes
(
    tenant_id   text     not null,
    code        text     not null,
    program_key text     not null,
    advocate_id text     not null,
    variant     text,
    channel     text,
    shared_at   timestamptz,
    generation  smallint not null,
    primary key (tenant_id, code)
);
select isolate_tenants('codes');

create table steps
(
    tenant_id      text        not null,
    kind           text        not null,
    key            text        not null,
    part           text        not null,
    program_key    text        not null,
    occurred_at    timestamptz not null,
    outcome        text        not null,
    code           text,
    channel        text,
    variant        text,
    country        text,
    generation     smallint,
    advocate_id    text,
    customer_id    text,
    currency       text        not null,
    amount_minor   bigint      not null,
    refunded_minor bigint      not null,
    elapsed_ms     bigint,
    primary key (tenant_id, kind, key, part)
);
create index steps_in_time on steps (tenant_id, program_key, kind, occurred_at);
create index steps_of_code on steps (tenant_id, code) where code is not null;
select isolate_tenants('steps');

-- dim '' by the hour, the others by the day; program '' counts for every program of the tenant.
create table rollups
(
    tenant_id      text        not null,
    program_key    text        not null,
    dim            text        not null,
    bucket         timestamptz not null,
    value          text        not null,
    kind           text        not null,
    outcome        text        not null,
    currency       text        not null,
    n              bigint      not null,
    amount_minor   bigint      not null,
    refunded_minor bigint      not null,
    primary key (tenant_id, program_key, dim, bucket, value, kind, outcome, currency)
) with (fillfactor = 80);
select isolate_tenants('rollups');
