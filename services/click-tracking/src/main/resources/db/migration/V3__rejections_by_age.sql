-- Rejected events go after 90 days, as they do from their topic.
create index rejected_events_by_age on rejected_events (received_at);

-- Whoever sweeps must know which tenant to turn to. The relay's role may ask that, over all tenants, and can read nothing else:
-- no body, no code, no id.
create policy relay_sees_who_has_old_ones on rejected_events for select to grapevine_relay using (true);
grant select (tenant_id, received_at) on rejected_events to grapevine_relay;
