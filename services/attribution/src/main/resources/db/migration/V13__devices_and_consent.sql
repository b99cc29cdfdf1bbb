-- The device that the host named, by key, and what the person said when asked whether they agree to be credited.
alter table touchpoints add column consent text, add column device uuid;
create index touchpoints_by_device on touchpoints (tenant_id, device) where device is not null;

-- The owner is subject to row-level security like everybody, and sees every tenant only while it is not forced.
alter table facts no force row level security;
alter table usages no force row level security;
alter table facts add column consent text, add column device uuid;
update facts set consent = upper(cast(data as jsonb) #>> '{context,consent}'),
    device = lookup_key(cast(data as jsonb) #>> '{context,deviceKey}')
where data like '%"consent"%' or data like '%"deviceKey"%';
insert into usages (tenant_id, usage) select distinct tenant_id, 'PENDING_CONSENT' from facts where consent = 'PENDING'
union select distinct tenant_id, 'DEVICES' from facts where device is not null;
alter table facts force row level security;
alter table usages force row level security;
create index facts_by_device on facts (tenant_id, device) where device is not null;
