-- A program's own words about a moment, a version each time they change; null = the bank's words again. Never changed, so that it can be said what was sent.
create table templates
(
    tenant_id   text        not null,
    program_key text        not null,
    moment      text        not null,
    language    text        not null,
    version     integer     not null,
    wording     jsonb,
    created_at  timestamptz not null,
    primary key (tenant_id, program_key, moment, language, version)
);
select isolate_tenants('templates', 'select, insert');

-- How a program's letters look.
create table brands
(
    tenant_id   text not null,
    program_key text not null,
    accent      text not null,
    primary key (tenant_id, program_key)
);
select isolate_tenants('brands');

-- What staff wrote to everybody of a program.
create table news
(
    tenant_id   text        not null,
    news_id     text        not null,
    program_key text        not null,
    title       text        not null,
    body        text        not null,
    created_at  timestamptz not null,
    planned_to  text        not null default '', -- the last reader it is planned for
    planned     boolean     not null default false,
    primary key (tenant_id, news_id)
);
select isolate_tenants('news', 'select, insert, update');
create index news_unplanned on news (tenant_id, created_at) where not planned;
create policy relay_sees_what_is_unplanned on news for select to grapevine_relay using (true);
grant select (tenant_id, planned) on news to grapevine_relay;

-- Which periods have been told of.
create table digest_runs
(
    tenant_id text        not null,
    period    text        not null,
    ran_at    timestamptz not null,
    primary key (tenant_id, period)
);
select isolate_tenants('digest_runs', 'select, insert');
create index notices_by_time on notices (tenant_id, happened_at) where channel = 'feed';
