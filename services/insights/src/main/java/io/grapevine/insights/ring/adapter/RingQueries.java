package io.grapevine.insights.ring.adapter;

import io.grapevine.insights.ring.Trait;

/** What rings are found by. Ids of people hold no line feed, so it stands between them. */
final class RingQueries {

    static final String BETWEEN = "\n";

    static final String PROGRAM_IS_KNOWN = "select count(*) from programs where program_key = :key";

    /** Each thing that several people showed, but not so many that it is nobody's. */
    static final String THINGS = """
            select trait, string_agg(person, chr(10)) from showings
            group by trait, key having count(*) between 2 and %d""".formatted(Trait.MOST_SHARERS);

    static final String ALIASES = "select previous_id, customer_id from aliases";

    /**
     * Who came by whom: whoever is told to have been in a browser in which a link was followed, gave a code or was brought, whatever was
     * decided since. Only of those who share something, came by each other, or are known by several ids: others are in no ring.
     */
    static final String LED = """
            with browsers as (
                select key, min(person collate "C") collate "default" as person, string_agg(person, chr(10)) as people from showings
                where trait = 'browser' group by key having count(*) <= %d),
            owners as (
                select code, external_id from links where program_key = :key
                union select referral_code, external_id from participants where program_key = :key),
            led as materialized (
                select b.person as friend, b.people as friends, o.external_id as advocate from followings f
                join browsers b on b.key = f.browser join owners o on o.code = f.code
                union select b.person, b.people, l.external_id from followings f
                join browsers b on b.key = f.browser join links l on l.link_id = f.link_id and l.program_key = :key
                where f.code = ''
                union select g.person, g.person, o.external_id from codes_given g join owners o on o.code = g.code
                union select customer_id, customer_id, advocate_id from conversions
                where program_key = :key and kind = 'signup' and customer_id is not null and advocate_id is not null),
            known_by_several as (select previous_id as person from aliases union select customer_id from aliases),
            concerned as materialized (
                select person from showings join (
                    select trait, key from showings group by trait, key having count(*) between 2 and %d) things using (trait, key)
                union select person from known_by_several
                union select one.friend from led one join led other on other.friend = one.advocate and other.advocate = one.friend)
            select friends, advocate from led
            where friend <> advocate and (
                friend in (select person from concerned) and advocate in (select person from concerned)
                or friend in (select person from known_by_several) or advocate in (select person from known_by_several)
                or friend <> friends)""".formatted(Trait.MOST_SHARERS, Trait.MOST_SHARERS);

    /** By the place of a ring, what its people's conversions that were credited to each other came to. */
    static final String EARNED = """
            with asked as (
                select cast(e ->> 0 as integer) as ring, e ->> 1 as person
                from jsonb_array_elements(cast(cast(:people as text) as jsonb)) as e),
            within as materialized (
                select a.ring, c.* from asked a
                cross join lateral (
                    select conversion_id, kind, advocate_id, currency, amount_minor - refunded_minor as net from conversions
                    where program_key = :key and kind = 'signup' and outcome = 'attributed' and customer_id = a.person
                    union all
                    select conversion_id, kind, advocate_id, currency, amount_minor - refunded_minor from conversions
                    where program_key = :key and kind = 'purchase' and outcome = 'attributed' and customer_id = a.person) c
                where exists (select from asked b where b.ring = a.ring and b.person = c.advocate_id))
            select ring, 'revenue', currency, cast(sum(net) as bigint) from within
            where kind = 'purchase' and currency is not null group by ring, currency
            union all
            select w.ring, 'rewards', r.currency, cast(sum(r.amount_minor) as bigint) from within w
            cross join lateral (
                select currency, amount_minor from rewards
                where conversion_id = w.conversion_id and program_key = :key and currency is not null and amount_minor is not null
                    and status not in ('refused', 'clawed_back', 'expired') offset 0) r
            group by w.ring, r.currency
            order by 1, 2, 3""";

    private RingQueries() {}
}
