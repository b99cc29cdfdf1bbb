-- Reports read the conversions of a period. The owner is subject to row-level security like everybody, and sees every tenant only
-- while it is not forced.
alter table conversions no force row level security;
alter table conversions add column occurred_at timestamptz;
update conversions set occurred_at = cast(cast(decision as jsonb) ->> 'occurredAt' as timestamptz);
alter table conversions alter column occurred_at set not null;
alter table conversions force row level security;
create index conversions_in_time on conversions (tenant_id, program_key, kind, occurred_at, conversion_id);
