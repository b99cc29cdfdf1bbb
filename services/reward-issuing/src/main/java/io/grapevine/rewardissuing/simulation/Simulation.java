package io.grapevine.rewardissuing.simulation;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.owed.RewardLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reckons what some customers' conversions owe and would owe, by the one set of rules there is. */
public final class Simulation {

    private static final Comparator<RewardKey> IN_ORDER = Comparator.comparing(RewardKey::conversionId)
            .thenComparing(RewardKey::ruleId)
            .thenComparing(RewardKey::role)
            .thenComparing(RewardKey::level)
            .thenComparing(RewardKey::externalId);

    private Simulation() {}

    /**
     * Every reward of a conversion in the period, and of any other that would be another one.
     *
     * @param decisions the latest revision of every conversion of each customer named
     * @param rejected rewards that a person refused for good: nothing is owed for them, whatever the rules say
     */
    public static List<Compared> of(
            Collection<ConversionDecided> decisions,
            Map<ProgramVersion, Terms> terms,
            Set<RewardKey> rejected,
            Instead instead) {
        var was = owed(decisions, terms, rejected);
        var wouldBe = owed(instead.decided(decisions), instead.with(terms), rejected);
        var inside = decisions.stream()
                .filter(instead::covers)
                .map(ConversionDecided::conversionId)
                .collect(Collectors.toSet());
        var otherRewards = instead.promisesOtherThan(terms);
        var keys = new TreeSet<>(IN_ORDER);
        keys.addAll(was.keySet());
        keys.addAll(wouldBe.keySet());
        var compared = new ArrayList<Compared>();
        for (var key : keys) {
            var lies = inside.contains(key.conversionId());
            var cause = cause(key, instead, lies && otherRewards);
            var one = compare(was.get(key), wouldBe.get(key), lies, cause);
            if (one.inside() || one.differs()) compared.add(one);
        }
        return compared;
    }

    /** Only what is owed: what was refused, reversed or withdrawn is nothing. */
    private static Map<RewardKey, RewardLine> owed(
            Collection<ConversionDecided> decisions, Map<ProgramVersion, Terms> terms, Set<RewardKey> rejected) {
        return Owed.of(decisions, terms).lines().values().stream()
                .filter(line -> line.owesAnything() && !rejected.contains(line.key()))
                .collect(Collectors.toMap(RewardLine::key, line -> line));
    }

    private static Compared compare(
            @Nullable RewardLine was, @Nullable RewardLine wouldBe, boolean inside, Compared.Because cause) {
        var same = was != null && wouldBe != null && gives(was).equals(gives(wouldBe));
        return new Compared(was, wouldBe, inside, same ? Compared.Because.SAME : cause);
    }

    private static Compared.Because cause(RewardKey key, Instead instead, boolean otherRewards) {
        if (instead.isDecidedOtherwise(key.conversionId())) return Compared.Because.DECIDED_OTHERWISE;
        return otherRewards ? Compared.Because.OTHER_REWARDS : Compared.Because.OTHER_FIRST_ORDER;
    }

    private static List<Object> gives(RewardLine line) {
        return Stream.of(line.kind(), line.amount(), line.coupon())
                .filter(Objects::nonNull)
                .map(given -> (Object) given)
                .toList();
    }
}
