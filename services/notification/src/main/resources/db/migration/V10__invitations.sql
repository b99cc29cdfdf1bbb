-- Who was invited by whom, and on what ground. The address itself stands sealed among the readers until it is forgotten; its keyed hash stays, so
-- that nobody is invited to a program twice, whoever asks.
create table invitations
(
    tenant_id      text        not null,
    invitation_id  text        not null,
    program_key    text        not null,
    participant_id text        not null,
    address_hash   text        not null,
    ground         text        not null check (ground in ('asked', 'opted_in', 'relation')),
    locale         text,
    reminder       boolean     not null,
    asked_at       timestamptz not null,
    taken_back_at  timestamptz,
    forgotten_at   timestamptz,
    primary key (tenant_id, invitation_id),
    unique (tenant_id, program_key, address_hash)
);
create index invitations_of_advocate on invitations (tenant_id, participant_id, asked_at);
create index invitations_by_address on invitations (tenant_id, address_hash);
create index invitations_kept on invitations (asked_at) where forgotten_at is null;
select isolate_tenants('invitations', 'select, insert, update');

-- As with what is due: the relay's role may ask which tenants have addresses to forget.
create policy relay_sees_what_is_kept on invitations for select to grapevine_relay using (true);
grant select (tenant_id, asked_at, forgotten_at) on invitations to grapevine_relay;
