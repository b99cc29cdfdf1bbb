package io.grapevine.rewardissuing.simulation;

import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.owed.RewardLine;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What rewards cost and would cost, by rule, receiver and currency. */
public record Costs(Map<Of, Cost> byRule) {

    public static final Costs NOTHING = new Costs(Map.of());

    /**
     * What is counted together.
     *
     * @param currency empty for coupons
     */
    public record Of(String ruleId, Terms.Role role, String currency) implements Comparable<Of> {
        @Override
        public int compareTo(Of other) {
            var byCurrency = currency.compareTo(other.currency);
            if (byCurrency != 0) return byCurrency;
            var byRule = ruleId.compareTo(other.ruleId);
            return byRule != 0 ? byRule : role.compareTo(other.role);
        }
    }

    /** Rewards, and what they come to. */
    public record Cost(long rewardsBefore, long beforeMinor, long rewardsAfter, long afterMinor) {

        public static final Cost NOTHING = new Cost(0, 0, 0, 0);

        public Cost plus(Cost more) {
            return new Cost(
                    rewardsBefore + more.rewardsBefore,
                    Math.addExact(beforeMinor, more.beforeMinor),
                    rewardsAfter + more.rewardsAfter,
                    Math.addExact(afterMinor, more.afterMinor));
        }

        public long differenceMinor() {
            return Math.subtractExact(afterMinor, beforeMinor);
        }
    }

    public Costs {
        byRule = Map.copyOf(byRule);
    }

    public Costs plus(Collection<Compared> rewards) {
        var costs = new TreeMap<>(byRule);
        for (var reward : rewards) {
            var was = reward.was();
            var wouldBe = reward.wouldBe();
            if (was != null) costs.merge(of(was), new Cost(1, reward.wasMinor(), 0, 0), Cost::plus);
            if (wouldBe != null) costs.merge(of(wouldBe), new Cost(0, 0, 1, reward.wouldBeMinor()), Cost::plus);
        }
        return new Costs(costs);
    }

    /** The same, added up by something coarser. */
    public <K extends Comparable<K>> Map<K, Cost> by(Function<Of, K> coarser) {
        var costs = new TreeMap<K, Cost>();
        byRule.forEach((of, cost) -> costs.merge(coarser.apply(of), cost, Cost::plus));
        return costs;
    }

    private static Of of(RewardLine line) {
        var amount = line.amount();
        return new Of(line.key().ruleId(), line.key().role(), amount == null ? "" : amount.currency());
    }
}
