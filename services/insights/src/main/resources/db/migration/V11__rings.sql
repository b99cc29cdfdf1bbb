-- What people are told to know one another by: read from the log by a consumer group of its own, so that adding it reads nothing else again.
-- Every row is said once and never changed, so that order and repetition change nothing.

-- Who showed which address, device, means of payment or browser, and where they signed up on which day; by hashes alone.
create table showings
(
    tenant_id text not null,
    trait     text not null,
    key       uuid not null,
    person    text not null,
    primary key (tenant_id, trait, key, person)
);
select isolate_tenants('showings', 'select, insert');

-- In which browser whose link was followed, by the code or, where the landing page told of it, by the link.
create table followings
(
    tenant_id text not null,
    browser   uuid not null,
    code      text not null,
    link_id   text not null,
    primary key (tenant_id, browser, code, link_id)
);
select isolate_tenants('followings', 'select, insert');

-- Which codes people gave themselves.
create table codes_given
(
    tenant_id text not null,
    person    text not null,
    code      text not null,
    primary key (tenant_id, person, code)
);
select isolate_tenants('codes_given', 'select, insert');

-- Which ids are said to be one person's.
create table aliases
(
    tenant_id   text not null,
    previous_id text not null,
    customer_id text not null,
    primary key (tenant_id, previous_id, customer_id)
);
select isolate_tenants('aliases', 'select, insert');
