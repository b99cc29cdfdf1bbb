-- What a program wants of its key figures. Settings of people's, not of the log: the one thing here beside names and experiments that a
-- rebuild does not bring back.
create table goals
(
    tenant_id   text        not null,
    program_key text        not null,
    kpi         text        not null,
    currency    text        not null default '',
    bound       text        not null check (bound in ('at_least', 'at_most')),
    target      numeric     not null,
    window_days integer     not null,
    -- Whether it was met when it was last looked at; null while it could not be told. An alert is a change from met to missed or back.
    met         boolean,
    looked_at   timestamptz,
    primary key (tenant_id, program_key, kpi, currency)
);
select isolate_tenants('goals');
-- The clock has no tenant: it may ask whose goals are due, and sees nothing else of them.
create policy goals_to_look_at on goals for select using ((select current_setting('grapevine.worklist', true)) = 'goals');
