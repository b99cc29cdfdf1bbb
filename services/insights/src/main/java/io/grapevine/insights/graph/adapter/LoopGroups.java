package io.grapevine.insights.graph.adapter;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.viralloop.KEstimate;
import io.grapevine.insights.viralloop.ViralLoop;
import io.grapevine.insights.viralloop.ViralLoop.GroupK;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** K of a program's people put together by something other than their place in the graph. Counted by the database at each question. */
@ApplicationScoped
class LoopGroups {

    /** What one answer may weigh. */
    private static final int MOST_GROUPS = 1_000;

    // The same people as in the graph: customers, whoever was brought, owners of codes; the last were always there.
    private static final String BY_GROUP = """
            with people as (
                select person, min(at) as at from (
                    select customer_id as person, occurred_at as at from steps where program_key in ('', :key) and kind = 'customer'
                    union all
                    select customer_id, occurred_at from steps where program_key = :key and kind = 'signup' and outcome = 'attributed'
                    union all select external_id, null from participants where program_key = :key
                    union all select external_id, null from links where program_key = :key) known
                where person is not null group by person),
            brought as (
                select customer_id as person, min(channel collate "C") as channel from steps
                where program_key = :key and kind = 'signup' and outcome = 'attributed' group by 1),
            friends as (
                select advocate_id as person, count(distinct customer_id) as n from steps
                where program_key = :key and kind = 'signup' and outcome = 'attributed' and advocate_id <> customer_id group by 1),
            each_one as (
                select coalesce(case cast(:by as text) when 'channel' then b.channel else s.segment end, '') as value, coalesce(f.n, 0) as n
                from people p left join brought b on b.person = p.person left join friends f on f.person = p.person
                left join segments s on s.customer_id = p.person
                where coalesce(p.at, '-infinity') >= cast(cast(:from as text) as timestamptz)
                    and coalesce(p.at, '-infinity') < cast(cast(:to as text) as timestamptz))
            select value, count(*), cast(sum(n) as bigint), cast(sum(n * n) as bigint) from each_one
            group by value order by count(*) desc, value collate "C" limit :most""";

    private final TenantTransactions transactions;

    LoopGroups(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** Largest groups first; '' are those of whom it is not known. */
    Uni<List<GroupK>> by(String tenantId, String programKey, ViralLoop.Grouping grouping, ViralLoop.Span span) {
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(BY_GROUP, Object[].class)
                        .setParameter("key", programKey)
                        .setParameter("by", grouping.wireName())
                        .setParameter(
                                "from",
                                Objects.requireNonNullElse(span.from(), "-infinity")
                                        .toString())
                        .setParameter(
                                "to",
                                Objects.requireNonNullElse(span.to(), "infinity")
                                        .toString())
                        .setParameter("most", MOST_GROUPS)
                        .getResultList()
                        .map(rows -> rows.stream().map(LoopGroups::group).toList()));
    }

    private static GroupK group(Object[] row) {
        return new GroupK((String) row[0], KEstimate.of(number(row[1]), number(row[2]), number(row[3])));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
