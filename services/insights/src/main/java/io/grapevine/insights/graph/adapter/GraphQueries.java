package io.grapevine.insights.graph.adapter;

/**
 * The referral edges are the attributed sign-ups. While a late sign-up is being settled, two of one friend may stand side by side
 * for a moment; the earliest by (time, event id) is the edge, as it will be when all is told.
 */
final class GraphQueries {

    private GraphQueries() {}

    static final String PROGRAM_IS_KNOWN = "select count(*) from programs where program_key = :key";

    static final String FOREST = """
            with people as (
                select customer_id as id from facts where type = 'signup' and (program_key is null or program_key = :key)
                union select external_id from participants where program_key = :key
                union select external_id from links where program_key = :key),
            edges as (
                select distinct on (customer_id) customer_id, advocate_id from conversions
                where program_key = :key and kind = 'signup' and outcome = 'attributed'
                order by customer_id, occurred_at, event_id collate "C")
            select coalesce(p.id, e.customer_id), e.advocate_id from people p full join edges e on e.customer_id = p.id""";

    /** A participant by id; else a person by the site's own id, who may never have enrolled. */
    static final String PERSON = """
            select external_id, participant_id from participants
            where program_key = :key and (participant_id = :person or external_id = :person)
            union all
            select customer_id, null from (
                select customer_id from facts where type = 'signup' and customer_id = :person
                    and (program_key is null or program_key = :key) limit 1) c
            order by 2 nulls last limit 1""";

    static final String FRIENDS = """
            select c.customer_id, c.advocate_id, c.occurred_at from conversions c
            join jsonb_array_elements_text(cast(cast(:tips as text) as jsonb)) as tip on c.advocate_id = tip
            where c.program_key = :key and c.kind = 'signup' and c.outcome = 'attributed'
                and not exists (
                    select 1 from conversions earlier where earlier.tenant_id = c.tenant_id
                    and earlier.program_key = c.program_key and earlier.kind = 'signup' and earlier.outcome = 'attributed'
                    and earlier.customer_id = c.customer_id
                    and (earlier.occurred_at, earlier.event_id collate "C") < (c.occurred_at, c.event_id collate "C"))
            order by c.occurred_at, c.event_id collate "C" limit :most""";
}
