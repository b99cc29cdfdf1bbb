-- A reward that waits for a yes says so in its reason, whatever the facts say about its conversion.
drop index rewards_to_approve;
create index rewards_to_approve on rewards (tenant_id, reward_id)
    where status = 'review' and reason = 'approval_required' and given #>> '{approval,callback}' is not null;
drop policy life_worklist on rewards;
create policy life_worklist on rewards for select
    using (case (select current_setting('grapevine.worklist', true))
        when 'lives' then expires_at is not null and status = 'released'
        when 'coupons' then status = 'waiting_for_coupon'
        when 'approvals' then status = 'review' and reason = 'approval_required' and given #>> '{approval,callback}' is not null
        else false end);
