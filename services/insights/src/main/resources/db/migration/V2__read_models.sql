-- What insights counts. Every table can be dropped and filled again from the log; none of them decides anything.

-- Each accepted event once; a second event with the same source and id changes nothing, so this is the inbox of the facts too.
create table facts
(
    tenant_id      text        not null,
    source         text        not null,
    event_id       text        not null,
    type           text        not null,
    program_key    text,
    occurred_at    timestamptz not null,
    code           text,
    participant_id text,
    variant        text,
    touch_id       text,
    link_id        text,
    origin         text,
    human          boolean,
    customer_id    text,
    order_id       text,
    refund_id      text,
    amount_minor   bigint,
    currency       text,
    primary key (tenant_id, source, event_id)
);
create index facts_by_type on facts (tenant_id, type, occurred_at);
create index facts_by_order on facts (tenant_id, order_id) where order_id is not null;
select isolate_tenants('facts');

-- The latest revision of each decision; an older one that comes later changes nothing.
create table conversions
(
    tenant_id      text        not null,
    conversion_id  text        not null,
    revision       integer     not null,
    program_key    text        not null,
    kind           text        not null,
    event_id       text        not null,
    customer_id    text,
    order_id       text,
    occurred_at    timestamptz not null,
    outcome        text        not null,
    reason         text,
    advocate_id    text,
    code           text,
    amount_minor   bigint      not null,
    refunded_minor bigint      not null,
    currency       text,
    primary key (tenant_id, conversion_id)
);
create index conversions_of_program on conversions (tenant_id, program_key, kind, outcome);
-- The edge of a friend.
create index referrals_by_friend on conversions (tenant_id, program_key, customer_id)
    where kind = 'signup' and outcome = 'attributed';
-- The referral edges, from the advocate down.
create index referrals_by_advocate on conversions (tenant_id, program_key, advocate_id)
    where kind = 'signup' and outcome = 'attributed';
select isolate_tenants('conversions');

-- The latest state of each reward, by its sequence.
create table rewards
(
    tenant_id     text        not null,
    reward_id     text        not null,
    sequence      integer     not null,
    program_key   text        not null,
    conversion_id text        not null,
    role          text        not null,
    kind          text        not null,
    status        text        not null,
    amount_minor  bigint,
    currency      text,
    changed_at    timestamptz not null,
    primary key (tenant_id, reward_id)
);
create index rewards_of_program on rewards (tenant_id, program_key);
select isolate_tenants('rewards');

create table programs
(
    tenant_id   text not null,
    program_key text not null,
    primary key (tenant_id, program_key)
);
select isolate_tenants('programs');

create table participants
(
    tenant_id      text not null,
    participant_id text not null,
    program_key    text not null,
    external_id    text not null,
    referral_code  text not null,
    primary key (tenant_id, participant_id)
);
create index participants_by_program on participants (tenant_id, program_key, external_id);
select isolate_tenants('participants');

create table links
(
    tenant_id      text not null,
    link_id        text not null,
    program_key    text not null,
    code           text not null,
    participant_id text not null,
    external_id    text not null,
    primary key (tenant_id, link_id)
);
create index links_by_program on links (tenant_id, program_key, code);
select isolate_tenants('links');
