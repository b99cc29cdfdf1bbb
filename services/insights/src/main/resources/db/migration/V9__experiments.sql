-- What people try. Settings of theirs, not of the log: like goals and names, a rebuild does not bring them back. Who saw what and did what is
-- counted from steps and facts when it is asked for.
create table experiments
(
    tenant_id      text  not null,
    experiment_key text  not null,
    program_key    text  not null,
    definition     jsonb not null,
    started_at     timestamptz,
    stopped_at     timestamptz,
    stopped_by     text check (stopped_by in ('person', 'rule')),
    -- The last end of it that was told of, and when it was last looked at.
    told           text,
    looked_at      timestamptz,
    primary key (tenant_id, experiment_key),
    check (stopped_at is null or stopped_at >= started_at),
    check ((stopped_at is null) = (stopped_by is null))
);
create index experiments_of_program on experiments (tenant_id, program_key, started_at);
select isolate_tenants('experiments');
-- The clock has no tenant: it may ask whose experiments are due, and sees nothing else of them.
create policy experiments_to_look_at on experiments for select
    using ((select current_setting('grapevine.worklist', true)) = 'experiments');
