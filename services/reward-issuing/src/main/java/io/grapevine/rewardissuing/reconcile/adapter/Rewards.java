package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
    private static final String EXPIRING = """
            select cast(to_jsonb(w) as text) from rewards w where w.status = 'released' and w.expires_at <= :now \
            and w.tenant_id = (select current_setting('grapevine.tenant', true)) order by w.expires_at limit :most for update skip locked""";
    private static final String WAITING = """
            select cast(to_jsonb(w) as text) from rewards w where w.status = 'waiting_for_coupon' and w.coupon ->> 'pool' = :pool \
            and w.tenant_id = (select current_setting('grapevine.tenant', true)) order by w.reward_id limit :most for update""";
    private static final String ONE = """
            select cast(to_jsonb(w) as text) from rewards w where w.reward_id = :id \
            and w.tenant_id = (select current_setting('grapevine.tenant', true)) for update""";

    private Rewards() {}

    /** A conversion, or what one rule gives for it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Named(String conversionId, @Nullable String ruleId) {}

    /** All of the conversions in question, and of the customers' others what the rules give that look beyond one order. */
    static List<Named> scope(List<DecisionRow> decisions, Set<String> conversionIds, Set<String> ruleIds) {
        return decisions.stream()
                .flatMap(row -> conversionIds.contains(row.conversionId())
                        ? Stream.of(new Named(row.conversionId(), null))
                        : ruleIds.stream().map(rule -> new Named(row.conversionId(), rule)))
                .toList();
    }

    /**
     * All rewards there are in the scope, and besides it those that were counted.
     *
     * @param counted may name what has no reward
     */
    static Uni<List<Reward>> of(Mutiny.StatelessSession session, List<Named> scope, Set<RewardKey> counted) {
        var within = Set.copyOf(scope);
        Predicate<RewardKey> inScope = key -> within.contains(new Named(key.conversionId(), null))
                || within.contains(new Named(key.conversionId(), key.ruleId()));
        var beside = counted.stream()
                .filter(inScope.negate())
                .map(key -> new Named(key.conversionId(), key.ruleId()))
                .distinct();
        return Rows.read(
                        session,
                        OF_CUSTOMERS,
                        Stream.concat(scope.stream(), beside).toList(),
                        String.class)
                .map(Rewards::toRewards)
                .map(rewards -> rewards.stream()
                        .filter(reward ->
                                inScope.or(counted::contains).test(reward.line().key()))
                        .toList());
    }

    /** Those whose hold has ended; what another instance holds is left to it. */
    static Uni<List<Reward>> due(Mutiny.StatelessSession session, Instant now, int most) {
        return timed(session, DUE, now, most);
    }

    /** Those whose life has ended before they were used; what another instance holds is left to it. */
    static Uni<List<Reward>> expiring(Mutiny.StatelessSession session, Instant now, int most) {
        return timed(session, EXPIRING, now, most);
    }

    /** Those that wait for a code of a pool, first promised first. */
    static Uni<List<Reward>> waiting(Mutiny.StatelessSession session, String pool, int most) {
        return session.createNativeQuery(WAITING, String.class)
                .setParameter("pool", pool)
                .setParameter("most", most)
                .getResultList()
                .map(Rewards::toRewards);
    }

    private static Uni<List<Reward>> timed(Mutiny.StatelessSession session, String query, Instant now, int most) {
        return session.createNativeQuery(query, String.class)
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
