-- Keys that the log erased: what is read again must not bring back whom they opened.
create table erased_keys
(
    tenant_id text        not null,
    key_id    text        not null,
    erased_at timestamptz not null,
    primary key (tenant_id, key_id)
);
select isolate_tenants('erased_keys', 'select, insert');

-- Since when nobody is known under the id. The row stays, so that what comes late is seen to be about nobody.
alter table readers add column erased_at timestamptz;
create index readers_by_external on readers (tenant_id, external_id) where external_id is not null;

-- Numbers and chats whose owner wrote STOP, by the hash that addresses have, too: what a provider says of a number names no tenant.
alter table suppressions drop constraint suppressions_reason_check;
alter table suppressions add constraint suppressions_reason_check check (reason in ('bounce', 'complaint', 'stop'));
create index suppressions_by_hash on suppressions (address_hash) where reason = 'stop';
create policy stopped_holder on suppressions for select
    using (reason = 'stop' and address_hash = (select current_setting('grapevine.chat_hash', true)));
