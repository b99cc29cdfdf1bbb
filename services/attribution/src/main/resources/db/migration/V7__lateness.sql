-- How much later than its event time a fact arrived, in milliseconds; part of the fact. Null: it came before this was kept.
alter table facts add column late_by_ms bigint;
alter table touchpoints add column late_by_ms bigint;
alter table traces add column late_by_ms bigint;

-- No program's bound is below an hour, so what comes in time costs these nothing.
create index facts_late on facts (tenant_id, source, event_id) where late_by_ms > 3600000;
create index touchpoints_late on touchpoints (tenant_id, source, touch_id, visitor_id) where late_by_ms > 3600000;
