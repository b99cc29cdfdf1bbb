-- What holds now, over the tables that only grow. PostgreSQL; run it once the first decision and the first reward are there, and again after
-- the tables have got new columns.

create index if not exists conversion_decided_revisions on conversion_decided (tenant_id, conversion_id, revision);
create index if not exists reward_changed_sequences on reward_changed (tenant_id, reward_id, sequence);

-- The latest revision of each conversion, whatever order they came in.
create or replace view decisions as
select *
from conversion_decided as latest
where not exists (
    select from conversion_decided as later
    where later.tenant_id = latest.tenant_id and later.conversion_id = latest.conversion_id and later.revision > latest.revision);

-- The same, an advocate's share of the credit a row: amount_minor of all shares together is the order's amount less what was refunded.
create or replace view decision_credits as
select decision.tenant_id, decision.conversion_id, decision.revision, decision.program_key, decision.kind, decision.occurred_at,
       share.value ->> 'participantId' as participant_id,
       share.value ->> 'externalId' as external_id,
       (share.value ->> 'weight')::double precision as weight,
       (share.value ->> 'amountMinor')::bigint as amount_minor,
       decision.currency, decision.currency_exponent
from decisions as decision, json_array_elements(decision.credits) as share;

-- The latest state of each reward.
create or replace view rewards as
select *
from reward_changed as latest
where not exists (
    select from reward_changed as later
    where later.tenant_id = latest.tenant_id and later.reward_id = latest.reward_id and later.sequence > latest.sequence);
