package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Everything the rules owe for the conversions of some customers; the same facts in any order owe the same.
 *
 * @param lines by what makes a reward the same reward; nothing of {@code claims}
 * @param claims what cannot be said without a look at what the same people earned by others
 * @param awaitingTerms conversions that nothing is said about yet, because a version of their program is not known here
 * @param unattributed conversions that are credited to nobody, and why
 */
public record Owed(
        Map<RewardKey, RewardLine> lines,
        List<Claim> claims,
        Set<String> awaitingTerms,
        Map<String, Reason> unattributed) {

    public Owed {
        lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
        claims = List.copyOf(claims);
        awaitingTerms = Set.copyOf(awaitingTerms);
        unattributed = Map.copyOf(unattributed);
    }

    /**
     * What is owed for these decisions, customer by customer.
     *
     * @param decisions the latest revision of every conversion of each customer named, in any order
     */
    public static Owed of(
            Collection<ConversionDecided> decisions, Map<ProgramVersion, Terms> terms, CountedRules counted) {
        var lines = new LinkedHashMap<RewardKey, RewardLine>();
        var claims = new ArrayList<Claim>();
        var awaiting = new HashSet<String>();
        var unattributed = new HashMap<String, Reason>();
        for (var history : histories(decisions)) {
            if (history.isDecidableBy(terms)) {
                var promises = history.promises(terms, counted);
                promises.lines().forEach(line -> lines.put(line.key(), line));
                claims.addAll(promises.claims());
            } else history.decisions().forEach(decision -> awaiting.add(decision.conversionId()));
            history.decisions().stream()
                    .filter(decision -> !isCredited(decision))
                    .forEach(decision -> unattributed.put(decision.conversionId(), Reason.of(decision.reason())));
        }
        return new Owed(lines, claims, awaiting, unattributed);
    }

    /**
     * Only what new facts about some conversions can have changed: everything about those, and about the customers' other
     * conversions the rules that look beyond one of them.
     *
     * @param ruleIds as {@link #rulesBeyondOneOrder} names them
     */
    public Owed narrowedTo(Set<String> conversionIds, Set<String> ruleIds) {
        Predicate<RewardKey> concerned =
                key -> conversionIds.contains(key.conversionId()) || ruleIds.contains(key.ruleId());
        var narrowed = new LinkedHashMap<RewardKey, RewardLine>();
        lines.forEach((key, line) -> {
            if (concerned.test(key)) narrowed.put(key, line);
        });
        var claimed =
                claims.stream().filter(claim -> concerned.test(claim.key())).toList();
        return new Owed(narrowed, claimed, awaitingTerms, unattributed);
    }

    /** The same, with what was said about the claims. */
    public Owed with(Collection<RewardLine> counted) {
        var all = new LinkedHashMap<>(lines);
        counted.forEach(line -> all.put(line.key(), line));
        return new Owed(all, List.of(), awaitingTerms, unattributed);
    }

    /** The rules whose answer about one conversion of a customer depends on the customer's others. */
    public static Set<String> rulesBeyondOneOrder(Collection<Terms> terms) {
        return terms.stream()
                .flatMap(version -> version.rewards().stream())
                .filter(Occasions::looksBeyondOne)
                .map(Terms.RewardRule::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Empty if nothing can be said yet; else the line, or the one before withdrawn. */
    public Optional<RewardLine> now(RewardLine before) {
        if (awaitingTerms.contains(before.key().conversionId())) return Optional.empty();
        var line = lines.get(before.key());
        if (line != null) return Optional.of(line);
        return Optional.of(
                before.withdrawn(unattributed.getOrDefault(before.key().conversionId(), Reason.NO_LONGER_OWED)));
    }

    /** Whether somebody is to be given something, be it after a person's look. */
    static boolean isCredited(ConversionDecided decision) {
        return switch (decision.outcome()) {
            case ATTRIBUTED, REVIEW -> true;
            case UNATTRIBUTED, REFUSED -> false;
        };
    }

    private static Collection<CustomerHistory> histories(Collection<ConversionDecided> decisions) {
        return decisions.stream()
                .collect(Collectors.groupingBy(
                        CustomerKey::of,
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), CustomerHistory::new)))
                .values();
    }
}
