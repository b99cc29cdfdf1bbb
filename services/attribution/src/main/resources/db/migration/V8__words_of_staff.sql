-- What staff said about who brought whom: facts like any other, in order of their own, never changed. The latest of a conversion holds.
create table words
(
    tenant_id      text        not null,
    program_key    text        not null,
    kind           text        not null,
    subject        text        not null, -- as in conversions: what the conversion is, not the id it happened to get
    spoken_at      timestamptz not null,
    event_id       text        not null,
    participant_id text,                 -- all three null: the word before is taken back
    external_id    text,
    referral_code  text,
    spoken_by      text        not null,
    reason         text        not null,
    before         text        not null,
    primary key (tenant_id, program_key, kind, subject, event_id)
);
select isolate_tenants('words', 'select, insert');
