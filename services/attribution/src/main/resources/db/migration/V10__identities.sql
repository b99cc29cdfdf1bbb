-- What an e-mail address comes down to, as a keyed hash: by it a guest's order finds its customer. Rows from before there were forms
-- have the hash of the address itself, which is the form of most. The owner is subject to row-level security like everybody, and
-- sees every tenant only while it is not forced.
alter table facts no force row level security;
alter table facts add column email_form text;
update facts set email_form = coalesce(cast(data as jsonb) ->> 'emailFormHash', cast(data as jsonb) ->> 'emailHash')
where type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED', 'PURCHASE_RECORDED') and data like '%"emailHash"%';
alter table facts force row level security;
create index facts_addresses on facts (tenant_id, email_form)
    where email_form is not null and customer_id is not null and type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED');
create index facts_guests on facts (tenant_id, email_form)
    where email_form is not null and customer_id is null and type = 'PURCHASE_RECORDED';

-- Which ids are one person is worked out of the aliases, which are facts: these find them from either end.
create index facts_aliases on facts (tenant_id, customer_id) where type = 'ALIAS_RECORDED';
create index facts_aliased on facts (tenant_id, visitor_id) where type = 'ALIAS_RECORDED';

-- What the tenant's facts say beside the usual, so that nobody looks for it where there is none.
create table usages
(
    tenant_id text not null,
    usage     text not null,
    primary key (tenant_id, usage)
);
select isolate_tenants('usages', 'select, insert');
