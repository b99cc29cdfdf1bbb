package io.grapevine.rewardissuing.budget;

import io.grapevine.events.Terms;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.owed.RewardLine;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Draws what is owed from the programs' budgets: first what became less, then what became more, the longest waiting before the new.
 *
 * @param owed with what the budgets left of it
 * @param after the purses that were drawn from
 */
public record Purses(Owed owed, Map<String, Purse> after) {

    /** @param rewards what was owed before, in the order in which it was first asked for, all there is of what {@code owed} says */
    public static Purses draw(
            Owed owed, Collection<Before> rewards, Map<String, Purse> purses, Map<ProgramVersion, Terms> terms) {
        var drawing = new Drawing(purses);
        var wanted = new LinkedHashMap<>(owed.lines());
        var had = new HashMap<RewardKey, Long>();
        rewards.forEach(before -> before.now(owed).ifPresent(line -> {
            wanted.put(line.key(), line);
            had.put(line.key(), before.hadMinor());
        }));
        var order = new LinkedHashMap<RewardKey, RewardLine>();
        rewards.forEach(before -> put(order, before.line().key(), wanted));
        wanted.keySet().forEach(key -> put(order, key, wanted));
        drawing.pass(order, had, (line, before) -> wants(line) <= before);
        drawing.pass(order, had, (line, before) -> wants(line) > before);
        return new Purses(owed.with(withoutIdleStandIns(drawing.granted, terms).values()), drawing.purses);
    }

    /**
     * A reward as it stands.
     *
     * @param rejected whether a person refused it for good
     */
    public record Before(RewardLine line, boolean rejected) {

        long hadMinor() {
            return line.owesAnything() && line.amount() != null ? line.amount().minor() : 0;
        }

        Optional<RewardLine> now(Owed owed) {
            var line = owed.now(line());
            return rejected ? line.map(wanted -> wanted.refused(Reason.REJECTED, null)) : line;
        }
    }

    private static void put(Map<RewardKey, RewardLine> order, RewardKey key, Map<RewardKey, RewardLine> wanted) {
        var line = wanted.get(key);
        if (line != null) order.putIfAbsent(key, line);
    }

    private static long wants(RewardLine line) {
        return line.owesAnything() && line.amount() != null ? line.amount().minor() : 0;
    }

    /** What stands in for a reward is given only where the budget took something of that one. */
    private static Map<RewardKey, RewardLine> withoutIdleStandIns(
            Map<RewardKey, RewardLine> granted, Map<ProgramVersion, Terms> terms) {
        var given = new LinkedHashMap<>(granted);
        granted.forEach((key, line) -> insteadOf(line, terms)
                .map(rule -> new RewardKey(key.conversionId(), rule, key.role(), key.level(), key.externalId()))
                .filter(target -> !isCut(granted.get(target)))
                .ifPresent(target -> given.put(key, line.withdrawn(Reason.NO_LONGER_OWED))));
        return given;
    }

    private static Optional<String> insteadOf(RewardLine line, Map<ProgramVersion, Terms> terms) {
        return terms.entrySet().stream()
                .filter(version -> version.getKey().programKey().equals(line.programKey())
                        && version.getKey().version() == line.programVersion())
                .flatMap(version -> version.getValue().rewards().stream())
                .filter(rule -> rule.id().equals(line.key().ruleId()))
                .map(RewardRule::insteadOf)
                .flatMap(rule -> Optional.ofNullable(rule).stream())
                .findFirst();
    }

    private static boolean isCut(@Nullable RewardLine line) {
        return line != null
                && (line.reason() == Reason.BUDGET_EXHAUSTED
                        || line.reckoning() != null && line.reckoning().cutBy() == Reason.BUDGET_EXHAUSTED);
    }

    private static final class Drawing {

        private final Map<String, Purse> purses;
        private final Map<RewardKey, RewardLine> granted = new LinkedHashMap<>();

        Drawing(Map<String, Purse> purses) {
            this.purses = new HashMap<>(purses);
        }

        void pass(Map<RewardKey, RewardLine> order, Map<RewardKey, Long> had, BiPredicate<RewardLine, Long> turn) {
            order.forEach((key, line) -> {
                var before = had.getOrDefault(key, 0L);
                if (turn.test(line, before)) granted.put(key, draw(line, before));
            });
        }

        private RewardLine draw(RewardLine line, long before) {
            var purse = purses.get(line.programKey());
            if (purse == null) return line;
            var grant = purse.draw(line, before);
            purses.put(line.programKey(), grant.after());
            return grant.line();
        }
    }
}
