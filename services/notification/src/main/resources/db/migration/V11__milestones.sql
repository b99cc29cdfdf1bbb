-- Which rules of a program's versions pay for a number of conversions. A version never changes.
create table milestones
(
    tenant_id   text    not null,
    program_key text    not null,
    version     integer not null,
    rule_id     text    not null,
    count       integer not null,
    every       boolean not null, -- whether each further multiple earns, too
    friends     boolean not null, -- whether what it counts are friends who signed up, so that one can be seen coming
    primary key (tenant_id, program_key, version, rule_id)
);
select isolate_tenants('milestones', 'select, insert');

-- Who brought whom, as the highest revision says: one row for each sign-up.
create table brought
(
    tenant_id      text    not null,
    conversion_id  text    not null,
    program_key    text    not null,
    participant_id text, -- null = nobody any more
    revision       integer not null,
    primary key (tenant_id, conversion_id)
);
create index brought_by on brought (tenant_id, participant_id, program_key) where participant_id is not null;
select isolate_tenants('brought', 'select, insert, update');

-- Rewards for milestones and whether they stand: the place among those that do says which milestone it is, whatever was corrected in between.
create table milestone_rewards
(
    tenant_id   text        not null,
    reward_id   text        not null,
    reader_id   text        not null,
    program_key text        not null,
    rule_id     text        not null,
    sequence    integer     not null,
    stands      boolean     not null,
    first_at    timestamptz not null,
    primary key (tenant_id, reward_id)
);
create index milestone_rewards_of_reader on milestone_rewards (tenant_id, reader_id, program_key, rule_id) where stands;
select isolate_tenants('milestone_rewards', 'select, insert, update');

-- How a program signs its mail; null = by its name, and answers go to the installation's address.
alter table brands add column sender text;
alter table brands add column reply_to text;
