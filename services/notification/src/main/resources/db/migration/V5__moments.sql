-- The tables of the one released mail become those of every moment, channel and reader.
alter table participants rename to readers;
alter table readers rename column participant_id to reader_id;
alter table readers add column program_key text; -- null for who is in none, and until the log has been read again
alter table readers add column external_id text;
alter table readers add column referral_code text;
alter table readers add column locale text;

-- Which further channels a reader can be reached by; e-mail and the feed everybody has. The channel's own package fills it.
create table reader_channels
(
    tenant_id text not null,
    reader_id text not null,
    channel   text not null,
    primary key (tenant_id, reader_id, channel)
);
select isolate_tenants('reader_channels');

alter table mails rename to notices;
alter table notices rename column mail_id to notice_id;
alter table notices rename column reward_id to subject;
alter table notices rename column participant_id to reader_id;
alter table notices add column channel text not null default 'email';
alter table notices alter column channel drop default;
alter table notices add column details jsonb not null default '{}';
alter table notices add column happened_at timestamptz;
-- The owner, too, is kept to one tenant; here it may see all.
alter table notices no force row level security;
update notices set details = jsonb_build_object('worth', worth), moment = 'reward_' || moment, happened_at = created_at;
alter table notices force row level security;
alter table notices drop column worth;
alter table notices alter column happened_at set not null;
alter table notices drop constraint mails_tenant_id_reward_id_moment_key;
alter table notices add unique (tenant_id, subject, moment, reader_id, channel);
alter table notices drop constraint mails_status_check;
alter table notices add constraint notices_status_check check (status in
    ('pending', 'sending', 'sent', 'unknown', 'failed', 'no_address', 'outdated', 'dropped', 'gathered'));
drop index mails_due, mails_due_anywhere;
create index notices_due on notices (tenant_id, channel, status, due_at) where status in ('pending', 'sending');
create index notices_due_anywhere on notices (channel, due_at) where status in ('pending', 'sending');
create index notices_of_reader on notices (tenant_id, reader_id, channel, happened_at);
grant select (channel) on notices to grapevine_relay;
