-- The roles and databases of Grapevine; may run any number of times.
-- As psql would run it (the local run understands the same five things: :'name', \gexec, \connect, comments, statements that end in ;):
--   psql -U postgres -v owner_password=… -v app_password=… -v relay_password=… -f roles-and-databases.sql
-- grapevine_owner migrates and owns; grapevine_app is what services run as; grapevine_relay sees the outbox only.
-- None of them may pass row-level security; what each may do inside a database is said by the migrations.

select format('create role %I', role)
from unnest(array['grapevine_owner', 'grapevine_app', 'grapevine_relay']) as role
where role not in (select rolname from pg_roles) \gexec

alter role grapevine_owner login password :'owner_password' nosuperuser nocreatedb nocreaterole nobypassrls noreplication;
alter role grapevine_app login password :'app_password' nosuperuser nocreatedb nocreaterole nobypassrls noreplication;
alter role grapevine_relay login password :'relay_password' nosuperuser nocreatedb nocreaterole nobypassrls noreplication;

select format('create database %I owner grapevine_owner', name)
from unnest(array['grapevine_click_tracking', 'grapevine_programs', 'grapevine_attribution',
                  'grapevine_reward_issuing', 'grapevine_notification', 'grapevine_insights']) as name
where name not in (select datname from pg_database) \gexec

select format('revoke all on database %I from public', datname) from pg_database where datname like 'grapevine\_%' \gexec
select format('grant connect on database %I to grapevine_app, grapevine_relay', datname) from pg_database where datname like 'grapevine\_%' \gexec

\connect grapevine_click_tracking
revoke create on schema public from public;
\connect grapevine_programs
revoke create on schema public from public;
\connect grapevine_attribution
revoke create on schema public from public;
\connect grapevine_reward_issuing
revoke create on schema public from public;
\connect grapevine_notification
revoke create on schema public from public;
\connect grapevine_insights
revoke create on schema public from public;
