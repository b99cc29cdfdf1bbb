package io.grapevine.rewardissuing.simulation;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.limits.Counted;
import io.grapevine.rewardissuing.limits.Counting;
import io.grapevine.rewardissuing.owed.Claim;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.owed.RewardLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reckons what customers' conversions owe and would owe, by the one set of rules there is, page by page. What limits leave of a reward can
 * only be said when every page was added.
 */
public final class Simulation {

    private static final Comparator<RewardKey> IN_ORDER = Comparator.comparing(RewardKey::conversionId)
            .thenComparing(RewardKey::ruleId)
            .thenComparing(RewardKey::role)
            .thenComparing(RewardKey::level)
            .thenComparing(RewardKey::externalId);

    private final CountedRules counted;
    private final List<Claim> claimed = new ArrayList<>();
    private final List<Claim> wouldBeClaimed = new ArrayList<>();
    private final Map<ProgramVersion, Terms> terms = new HashMap<>();
    private final Set<RewardKey> rejected = new HashSet<>();
    private final Map<RewardKey, Long> cuts = new HashMap<>();
    private final Map<String, Compared.Because> inside = new HashMap<>();
    private final Set<String> otherwise = new HashSet<>();

    /** @param counted the rules with limits, of the terms that really were and of those in their place */
    public Simulation(CountedRules counted) {
        this.counted = counted;
    }

    /** Whether there is no rule with limits, and nothing is left to be said when every page was added. */
    public boolean countsNothing() {
        return counted.isEmpty();
    }

    /** One page that is all there is. */
    public static List<Compared> of(
            Collection<ConversionDecided> decisions,
            Map<ProgramVersion, Terms> terms,
            Set<RewardKey> rejected,
            Instead instead) {
        var all = new Simulation(CountedRules.of(instead.with(terms)));
        var rewards = new ArrayList<>(all.add(decisions, terms, new Rulings(rejected, Map.of()), instead));
        rewards.addAll(all.counted());
        return rewards;
    }

    /**
     * What was ruled beside the rules.
     *
     * @param rejected rewards that a person refused for good: nothing is owed for them, whatever the rules say
     * @param cuts what a budget left of rewards that it cut; what would be owed instead knows no budget
     */
    public record Rulings(Set<RewardKey> rejected, Map<RewardKey, Long> cuts) {}

    /**
     * Every reward of a conversion in the period, and of any other that would be another one, but for what limits must be asked about.
     *
     * @param decisions the latest revision of every conversion of each customer named
     */
    public List<Compared> add(
            Collection<ConversionDecided> decisions,
            Map<ProgramVersion, Terms> really,
            Rulings rulings,
            Instead instead) {
        rejected.addAll(rulings.rejected());
        cuts.putAll(rulings.cuts());
        otherwise.addAll(instead.decisions().keySet());
        var cause =
                instead.promisesOtherThan(really) ? Compared.Because.OTHER_REWARDS : Compared.Because.OTHER_FIRST_ORDER;
        decisions.stream().filter(instead::covers).forEach(decision -> inside.put(decision.conversionId(), cause));
        terms.putAll(instead.with(really));
        var was = Owed.of(decisions, really, counted);
        var wouldBe = Owed.of(instead.decided(decisions), instead.with(really), counted);
        claimed.addAll(was.claims());
        wouldBeClaimed.addAll(wouldBe.claims());
        return compared(
                owed(was.lines().values().stream()),
                owed(wouldBe.lines().values().stream()),
                Compared.Because.OTHER_FIRST_ORDER);
    }

    /** The same of the rules with limits, of everything that was added. */
    public List<Compared> counted() {
        return compared(count(claimed), count(wouldBeClaimed), Compared.Because.OTHER_LIMITS);
    }

    private Map<RewardKey, RewardLine> count(List<Claim> claims) {
        var standing =
                claims.stream().filter(claim -> !rejected.contains(claim.key())).toList();
        return owed(Counting.of(Map.of(), standing, terms).stream()
                .map(Counted::line)
                .flatMap(Stream::ofNullable));
    }

    /** Only what is owed: what was refused, reversed or withdrawn is nothing. */
    private Map<RewardKey, RewardLine> owed(Stream<RewardLine> lines) {
        return lines.filter(line -> line.owesAnything() && !rejected.contains(line.key()))
                .collect(Collectors.toMap(RewardLine::key, line -> line));
    }

    private List<Compared> compared(
            Map<RewardKey, RewardLine> was, Map<RewardKey, RewardLine> wouldBe, Compared.Because outside) {
        var keys = new TreeSet<>(IN_ORDER);
        keys.addAll(was.keySet());
        keys.addAll(wouldBe.keySet());
        var compared = new ArrayList<Compared>();
        for (var key : keys) {
            var before = was.get(key);
            var after = wouldBe.get(key);
            var same = before != null && after != null && gives(before).equals(gives(after));
            var really = cut(before);
            var would = same ? really : after;
            // A budget left nothing of it, and would not otherwise either.
            if (really == null && would == null) continue;
            var one = new Compared(
                    really,
                    would,
                    inside.containsKey(key.conversionId()),
                    same ? Compared.Because.SAME : cause(key, outside));
            if (one.inside() || one.differs()) compared.add(one);
        }
        return compared;
    }

    private @Nullable RewardLine cut(@Nullable RewardLine line) {
        var left = line == null ? null : cuts.get(line.key());
        if (line == null || left == null || line.reckoning() == null) return line;
        return left == 0 ? null : line.of(left, line.reckoning());
    }

    private Compared.Because cause(RewardKey key, Compared.Because outside) {
        if (otherwise.contains(key.conversionId())) return Compared.Because.DECIDED_OTHERWISE;
        return inside.get(key.conversionId()) == Compared.Because.OTHER_REWARDS
                ? Compared.Because.OTHER_REWARDS
                : outside;
    }

    private static List<Object> gives(RewardLine line) {
        return Stream.of(line.kind(), line.amount(), line.coupon())
                .filter(Objects::nonNull)
                .map(given -> (Object) given)
                .toList();
    }
}
