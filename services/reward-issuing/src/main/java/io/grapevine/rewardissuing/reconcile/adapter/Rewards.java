package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The rewards to decide about, locked. Whoever changes a reward holds its row, so a revision, the end of a hold and a
 * person's word about one reward come one after the other; new rewards are kept apart by their customer's lock. The tenant is
 * named for the planner's sake, see {@link Decisions}.
 */
final class Rewards {

    private static final String OF_CUSTOMERS = """
            select cast(to_jsonb(w) as text) from rewards w \
            join jsonb_to_recordset(cast(:rows as jsonb)) as r(conversion_id text, rule_id text) \
            on w.conversion_id = r.conversion_id and (r.rule_id is null or w.rule_id = r.rule_id) \
            where w.tenant_id = (select current_setting('grapevine.tenant', true)) order by w.reward_id for update of w""";
    private static final String DUE = """
            select cast(to_jsonb(w) as text) from rewards w where w.status = 'held' and w.releasable_at <= :now \
            and w.tenant_id = (select current_setting('grapevine.tenant', true)) order by w.releasable_at limit :most for update skip locked""";
    private static final String ONE = """
            select cast(to_jsonb(w) as text) from rewards w where w.reward_id = :id \
            and w.tenant_id = (select current_setting('grapevine.tenant', true)) for update""";

    private Rewards() {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Named(String conversionId, @Nullable String ruleId) {}

    /** All rewards of the conversions in question, and of the others those of the rules that look beyond one conversion. */
    static Uni<List<Reward>> of(
            Mutiny.StatelessSession session,
            List<DecisionRow> decisions,
            Set<String> conversionIds,
            Set<String> ruleIds) {
        var rows = decisions.stream()
                .flatMap(row -> conversionIds.contains(row.conversionId())
                        ? Stream.of(new Named(row.conversionId(), null))
                        : ruleIds.stream().map(rule -> new Named(row.conversionId(), rule)))
                .toList();
        return Rows.read(session, OF_CUSTOMERS, rows, String.class).map(Rewards::toRewards);
    }

    /** Those whose hold has ended; what another instance holds is left to it. */
    static Uni<List<Reward>> due(Mutiny.StatelessSession session, Instant now, int most) {
        return session.createNativeQuery(DUE, String.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList()
                .map(Rewards::toRewards);
    }

    static Uni<Optional<Reward>> find(Mutiny.StatelessSession session, String rewardId) {
        return session.createNativeQuery(ONE, String.class)
                .setParameter("id", rewardId)
                .getSingleResultOrNull()
                .map(found -> Optional.ofNullable(found)
                        .map(row -> JsonRows.read(row, RewardRow.class).toReward()));
    }

    private static List<Reward> toRewards(List<String> rows) {
        return JsonRows.read(rows, RewardRow.class).stream()
                .map(RewardRow::toReward)
                .toList();
    }
}
