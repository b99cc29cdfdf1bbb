-- Where participants can be reached by SMS, chat and Telegram; sealed, so that a copy of the table reaches nobody.
create table addresses
(
    tenant_id    text        not null,
    reader_id    text        not null,
    channel      text        not null check (channel in ('sms', 'chat', 'telegram')),
    sealed       text        not null,
    address_hash text, -- of a Telegram chat, keyed: what Telegram says of a chat names no tenant
    created_at   timestamptz not null,
    primary key (tenant_id, reader_id, channel)
);
select isolate_tenants('addresses');
create index addresses_by_hash on addresses (address_hash) where address_hash is not null;
-- Who is told of a chat by Telegram may see whose it is, before the tenant is known.
create policy chat_holder on addresses for select using (address_hash = (select current_setting('grapevine.chat_hash', true)));

-- Tokens by which a participant's Telegram account finds the participant; each is good for one account, once.
create table telegram_links
(
    tenant_id  text        not null,
    token_hash text        not null,
    reader_id  text        not null,
    until      timestamptz not null,
    primary key (tenant_id, token_hash)
);
select isolate_tenants('telegram_links');
create index telegram_links_by_hash on telegram_links (token_hash);
create policy token_holder on telegram_links for select using (token_hash = (select current_setting('grapevine.telegram_token', true)));

-- Whether the reader agreed to be told more over the channel than what is his own.
alter table reader_channels add column promotional boolean not null default true;
