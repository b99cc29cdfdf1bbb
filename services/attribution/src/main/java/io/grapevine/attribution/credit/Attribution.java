package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.Touchpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides who brought a person to a conversion (decision-spec S6.2 to S6.4). */
public final class Attribution {

    // S6.4: when nobody is left, the first of these that occurred is the reason.
    private static final List<Reason> IN_ORDER_OF_BLAME =
            List.of(Reason.SELF_REFERRAL, Reason.CYCLE, Reason.INVALID_CODE, Reason.EXPIRED);

    private Attribution() {}

    /**
     * Compares everything that could have brought the person.
     *
     * @param person the person who converts; never credited for themselves
     * @param evidence touchpoints and codes in any order; one that comes twice (same id and class) counts once
     * @param descends whether an advocate was, before this conversion, brought by the person, directly or through others
     */
    public static Resolution resolve(
            Policy policy,
            @Nullable String person,
            Instant convertedAt,
            Collection<Touchpoint> evidence,
            CodeBook codes,
            Predicate<String> descends) {
        var preliminary = distinctInTime(evidence).stream()
                .map(touchpoint -> judge(policy, person, convertedAt, touchpoint, codes, descends))
                .toList();
        var winner = preliminary.stream()
                .filter(Verdict::won)
                .map(Verdict::touchpoint)
                .max(policy.model().preference());
        if (winner.isEmpty()) return new Resolution.Nobody(blame(preliminary), preliminary);
        var verdicts = preliminary.stream()
                .map(verdict -> compared(verdict, winner.get(), policy.model()))
                .toList();
        var advocate =
                verdicts.stream().filter(Verdict::won).findFirst().orElseThrow().owner();
        if (advocate == null) throw new IllegalStateException("a winner has an owner");
        return new Resolution.Brought(winner.get(), advocate, verdicts);
    }

    /** Whether this touchpoint is a candidate: a verdict without reason. */
    private static Verdict judge(
            Policy policy,
            @Nullable String person,
            Instant convertedAt,
            Touchpoint touchpoint,
            CodeBook codes,
            Predicate<String> descends) {
        if (!touchpoint.human()) return new Verdict(touchpoint, null, Reason.NOT_HUMAN);
        if (touchpoint.at().isAfter(convertedAt)) return new Verdict(touchpoint, null, Reason.AFTER_CONVERSION);
        var owner = codes.ownerIn(policy.programKey(), touchpoint.code(), touchpoint.at())
                .orElse(null);
        if (owner == null) return new Verdict(touchpoint, null, Reason.INVALID_CODE);
        if (!isCode(touchpoint) && !policy.lookback().covers(touchpoint.at(), convertedAt))
            return new Verdict(touchpoint, owner, Reason.EXPIRED);
        return new Verdict(touchpoint, owner, conflictOfInterest(person, owner, descends));
    }

    private static @Nullable Reason conflictOfInterest(
            @Nullable String person, CodeOwner owner, Predicate<String> descends) {
        if (owner.externalId().equals(person)) return Reason.SELF_REFERRAL;
        return descends.test(owner.externalId()) ? Reason.CYCLE : null;
    }

    private static Verdict compared(Verdict verdict, Touchpoint winner, AttributionModel model) {
        if (!verdict.won() || verdict.touchpoint().equals(winner)) return verdict;
        return new Verdict(verdict.touchpoint(), verdict.owner(), whyItLost(verdict.touchpoint(), winner, model));
    }

    private static Reason whyItLost(Touchpoint loser, Touchpoint winner, AttributionModel model) {
        if (loser.evidenceClass() != winner.evidenceClass() || loser.priority() != winner.priority())
            return Reason.LOWER_CLASS;
        return switch (model) {
            case FIRST_TOUCH -> Reason.LATER_TOUCH;
            case LAST_TOUCH -> Reason.EARLIER_TOUCH;
        };
    }

    private static Reason blame(List<Verdict> verdicts) {
        var occurred = EnumSet.noneOf(Reason.class);
        for (var verdict : verdicts) {
            var lostBecause = verdict.lostBecause();
            if (lostBecause != null) occurred.add(lostBecause);
        }
        return IN_ORDER_OF_BLAME.stream().filter(occurred::contains).findFirst().orElse(Reason.NO_TOUCH);
    }

    private static boolean isCode(Touchpoint touchpoint) {
        return touchpoint.evidenceClass() == EvidenceClass.CODE;
    }

    private record TouchId(String id, EvidenceClass evidenceClass, String code) {}

    private static List<Touchpoint> distinctInTime(Collection<Touchpoint> evidence) {
        Set<TouchId> seen = new HashSet<>();
        var sorted = new ArrayList<>(evidence);
        sorted.sort(Touchpoint.IN_TIME);
        sorted.removeIf(
                touchpoint -> !seen.add(new TouchId(touchpoint.id(), touchpoint.evidenceClass(), touchpoint.code())));
        return sorted;
    }
}
