-- Who showed which address, device, means of payment or network, by hashes alone: what people are told to be the same by. One row
-- for each person and identifier, with its earliest time; facts that came more than an hour late have rows of their own, because a
-- program may not count them.
create table sightings
(
    tenant_id     text        not null,
    trait         text        not null, -- EMAIL, DEVICE, PAYMENT, NETWORK, PLACE
    key           uuid        not null,
    person        text        not null, -- a customer; for an order without one a line feed and the order
    late_by_ms    bigint      not null, -- 0 up to an hour: no program's bound is below
    first_seen_at timestamptz not null,
    suspect       boolean     not null, -- an address to be thrown away, a network of a data centre
    primary key (tenant_id, trait, key, person, late_by_ms)
);
create index sightings_of_person on sightings (tenant_id, person);
create index sightings_in_time on sightings (tenant_id, trait, key, first_seen_at) where trait in ('DEVICE', 'NETWORK');
select isolate_tenants('sightings', 'select, insert, update');

-- Whom an advocate brought, in time.
drop index binds_by_advocate;
create index binds_by_advocate on binds (tenant_id, program_key, advocate, bound_at);

-- What people said about a review: facts like any other, in order of their own, never changed. The latest of a conversion holds.
create table review_words
(
    tenant_id   text        not null,
    program_key text        not null,
    kind        text        not null,
    subject     text        not null, -- as in conversions
    customer_id text,
    spoken_at   timestamptz not null,
    event_id    text        not null,
    said        text        not null, -- ACCEPT, REFUSE, APPEAL
    spoken_by   text        not null,
    reason      text        not null,
    primary key (tenant_id, program_key, kind, subject, event_id)
);
create index review_words_of_customer on review_words (tenant_id, program_key, kind, customer_id) where customer_id is not null;
select isolate_tenants('review_words', 'select, insert');

-- The queue: what became of every conversion that a person had to look at, or that was refused.
create table reviews
(
    tenant_id     text        not null,
    conversion_id text        not null,
    program_key   text        not null,
    status        text        not null, -- open, accepted, refused, withdrawn
    points        integer     not null,
    advocates     text        not null, -- JSON: their external ids
    after_term    text        not null,
    opened_at     timestamptz not null,
    due_at        timestamptz not null,
    primary key (tenant_id, conversion_id)
);
create index reviews_by_status on reviews (tenant_id, status, conversion_id);
create index reviews_due on reviews (due_at) where status = 'open';
select isolate_tenants('reviews', 'select, insert, update');
-- The worker that ends terms may see which tenants have open reviews, before it works for one of them.
create policy reviews_worklist on reviews for select
    using (status = 'open' and (select current_setting('grapevine.worklist', true)) = 'reviews');

-- Where a touch came from, as its landing page or host said it; null for most, which takes no room.
alter table touchpoints add column site text;
alter table touchpoints add column term text; -- what was searched for, of a click that was paid for
alter table touchpoints add column data_centre boolean;
