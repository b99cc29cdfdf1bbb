-- What would be owed by other terms, and what is owed by those that were put in the place of a version's own.

-- Terms of a replay stand beside the version's own; a decision says by which it is rewarded. '' = the version's own.
alter table terms add column restated_by text not null default '';
alter table terms drop constraint terms_pkey;
alter table terms add primary key (tenant_id, program_key, version, restated_by);
alter table decisions add column restated_by text not null default '';

-- A replay that has run, as attribution told it.
create table replays
(
    tenant_id   text        not null,
    replay_id   text        not null,
    program_key text        not null,
    from_at     timestamptz not null,
    to_at       timestamptz not null,
    changed     bigint      not null,
    primary key (tenant_id, replay_id)
);
select isolate_tenants('replays', 'select, insert');

-- What it found decided otherwise; owes nobody anything.
create table replay_decisions
(
    tenant_id     text  not null,
    replay_id     text  not null,
    conversion_id text  not null,
    program_key   text  not null,
    person        text  not null,
    decision      jsonb not null,
    primary key (tenant_id, replay_id, conversion_id)
);
create index replay_decisions_of_person on replay_decisions (tenant_id, replay_id, program_key, person);
select isolate_tenants('replay_decisions', 'select, insert');
