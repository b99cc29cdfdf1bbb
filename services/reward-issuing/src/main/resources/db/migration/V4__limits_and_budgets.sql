-- What rules would give before it is looked at what the same person earned by others, and what a program may cost.

-- Ids of rules whose answer depends on a person's other rewards, '' where friends are counted; of all versions together, for a month may
-- have begun under another.
create table counted_rules
(
    tenant_id   text not null,
    program_key text not null,
    rule_id     text not null,
    primary key (tenant_id, program_key, rule_id)
);
select isolate_tenants('counted_rules', 'select, insert');

-- What such a rule would give one person for one conversion, and what the person's claims come to with it. Reckoned from decisions, so
-- it may be changed and deleted; what was given stands in the books.
create table claims
(
    tenant_id       text        not null,
    program_key     text        not null,
    external_id     text        not null collate "C",
    rule_id         text        not null,
    role            text        not null,
    level           integer     not null,
    occurred_at     timestamptz not null,
    event_id        text        not null collate "C",
    event_source    text        not null collate "C",
    conversion_id   text        not null collate "C",
    program_version integer     not null,
    restated_by     text        not null,
    stands          boolean     not null,
    rejected        boolean     not null,
    base_minor      bigint      not null,
    currency        text,
    pieces          bigint      not null,
    line            jsonb,
    tallies         jsonb       not null,
    primary key (tenant_id, conversion_id, rule_id, role, level, external_id)
);
-- A person's claims in the order of their events, and the last one of a rule before a time.
create index claims_of_person on claims (tenant_id, program_key, external_id, occurred_at, event_id, event_source, conversion_id);
create index claims_of_rule on claims
    (tenant_id, program_key, external_id, rule_id, role, occurred_at, event_id, event_source, conversion_id);
select isolate_tenants('claims', 'select, insert, update, delete');

-- The most a program may cost by its latest version, and what it promised of that; total null = no budget any more.
create table budgets
(
    tenant_id      text    not null,
    program_key    text    not null,
    version        integer not null,
    total_minor    bigint,
    currency       text    not null,
    when_exhausted text    not null,
    granted_minor  bigint  not null,
    primary key (tenant_id, program_key)
);
select isolate_tenants('budgets', 'select, insert, update');
create policy budgets_worklist on budgets for select
    using ((select current_setting('grapevine.worklist', true)) = 'budgets');

-- How the amount came about, and which limit took what is missing.
alter table rewards add column base_minor bigint;
alter table rewards add column percent numeric;
alter table rewards add column wanted_minor bigint;
alter table rewards add column cut_by text;
create index rewards_cut_by_budget on rewards (tenant_id, program_key, reward_id) where cut_by = 'budget_exhausted';
