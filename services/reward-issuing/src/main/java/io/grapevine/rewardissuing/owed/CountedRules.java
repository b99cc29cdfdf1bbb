package io.grapevine.rewardissuing.owed;

import io.grapevine.events.RewardScale.By;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.RewardRule;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules whose answer about one conversion depends on what the same person earned by others: caps, milestones, tiers by count or
 * volume, teams. What one version of a program counts is counted under all of them, for a month may have begun under another.
 *
 * @param byProgram ids of rules, {@link Claim#TEAM} among them where friends are counted
 */
public record CountedRules(Map<String, Set<String>> byProgram) {

    public static final CountedRules NONE = new CountedRules(Map.of());

    public CountedRules {
        byProgram = byProgram.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /** Of terms that are all there are. */
    public static CountedRules of(Map<ProgramVersion, Terms> terms) {
        var byProgram = new HashMap<String, Set<String>>();
        terms.forEach((version, said) -> byProgram
                .computeIfAbsent(version.programKey(), program -> new HashSet<>())
                .addAll(of(said)));
        return new CountedRules(byProgram);
    }

    /** Of one version. */
    public static Set<String> of(Terms terms) {
        var counted = terms.rewards().stream()
                .filter(CountedRules::isCounted)
                .map(RewardRule::id)
                .collect(Collectors.toCollection(HashSet::new));
        if (terms.rewards().stream().anyMatch(rule -> rule.when().team() != null)) counted.add(Claim.TEAM);
        return Set.copyOf(counted);
    }

    private static boolean isCounted(RewardRule rule) {
        var limits = rule.limited();
        var tiers = rule.scaled().tiers();
        return !limits.caps().isEmpty()
                || limits.milestone() != null
                || rule.when().team() != null
                || tiers != null && tiers.by() != By.ORDER;
    }

    public boolean contains(String programKey, String ruleId) {
        return byProgram.getOrDefault(programKey, Set.of()).contains(ruleId);
    }

    public boolean isEmpty() {
        return byProgram.values().stream().allMatch(Collection::isEmpty);
    }
}
