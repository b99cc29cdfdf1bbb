package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.model.CreditModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides who brought a person to a conversion (decision-spec S6.2 to S6.4). */
public final class Attribution {

    // S6.4: when nobody is left, the first of these that occurred is the reason. What waits comes before what is
    // settled.
    private static final List<Reason> IN_ORDER_OF_BLAME = List.of(
            Reason.CONSENT_PENDING,
            Reason.SELF_REFERRAL,
            Reason.CYCLE,
            Reason.INVALID_CODE,
            Reason.EXPIRED,
            Reason.CONSENT_DENIED);

    private static final SharedCredit EVERYBODY = new SharedCredit.ByJourney(new CreditModel.Linear());

    private Attribution() {}

    /** As below, for a sign-up. */
    public static Resolution resolve(
            Policy policy,
            @Nullable String person,
            Instant signedUpAt,
            Collection<Touchpoint> evidence,
            CodeBook codes,
            Predicate<String> descends) {
        return resolve(policy, person, Moments.ofSignUp(signedUpAt), evidence, codes, descends);
    }

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
            Moments moments,
            Collection<Touchpoint> evidence,
            CodeBook codes,
            Predicate<String> descends) {
        var judged = distinctInTime(evidence).stream()
                .map(touchpoint -> judge(policy, person, moments.convertedAt(), touchpoint, codes, descends))
                .toList();
        var eligible = judged.stream().filter(Verdict::won).toList();
        if (eligible.isEmpty()) return new Resolution.Nobody(blame(judged), judged);
        return switch (policy.rule()) {
            case AttributionModel model -> won(judged, eligible, policy, model);
            case SharedCredit shared -> shared(judged, Division.of(shared.modelFor(moments), eligible));
        };
    }

    /** The person's touches that may share credit under the policy's window, whoever the program then credits. */
    public static List<Touchpoint> eligible(
            Policy policy,
            @Nullable String person,
            Moments moments,
            Collection<Touchpoint> evidence,
            CodeBook codes,
            Predicate<String> descends) {
        var everybody =
                new Policy(policy.programKey(), EVERYBODY, policy.lookback(), policy.priority(), policy.tieBreak());
        return switch (resolve(everybody, person, moments, evidence, codes, descends)) {
            case Resolution.Brought brought ->
                Objects.requireNonNull(brought.division()).touches();
            case Resolution.Nobody _ -> List.of();
        };
    }

    private static Resolution won(List<Verdict> judged, List<Verdict> eligible, Policy policy, AttributionModel model) {
        var winner = eligible.stream()
                .map(Verdict::touchpoint)
                .max(model.preference(policy))
                .orElseThrow();
        var verdicts = judged.stream()
                .map(verdict -> compared(verdict, winner, policy, model))
                .toList();
        var advocate =
                verdicts.stream().filter(Verdict::won).findFirst().orElseThrow().owner();
        if (advocate == null) throw new IllegalStateException("a winner has an owner");
        return new Resolution.Brought(winner, advocate, verdicts);
    }

    private static Resolution shared(List<Verdict> judged, Division division) {
        var earned = division.byTouch();
        var verdicts = judged.stream()
                .map(verdict -> verdict.won()
                        ? verdict.earning(Objects.requireNonNull(earned.get(verdict.touchpoint())))
                        : verdict)
                .toList();
        var lead = division.lead();
        return new Resolution.Brought(
                division.touches().get(lead), division.owners().get(lead), verdicts, division);
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
        if (!policy.priority().credits(touchpoint.evidenceClass()))
            return new Verdict(touchpoint, null, Reason.INELIGIBLE_CLASS);
        var owner = codes.ownerIn(policy.programKey(), touchpoint.code(), touchpoint.at())
                .orElse(null);
        if (owner == null) return new Verdict(touchpoint, null, Reason.INVALID_CODE);
        if (canExpire(policy, touchpoint) && !policy.lookback().covers(touchpoint.at(), convertedAt))
            return new Verdict(touchpoint, owner, Reason.EXPIRED);
        var conflict = conflictOfInterest(person, owner, descends);
        return new Verdict(touchpoint, owner, conflict != null ? conflict : consent(touchpoint));
    }

    private static @Nullable Reason consent(Touchpoint touchpoint) {
        return switch (touchpoint.consent()) {
            case PENDING -> Reason.CONSENT_PENDING;
            case DENIED -> Reason.CONSENT_DENIED;
            case GRANTED -> null;
            case null -> null;
        };
    }

    private static @Nullable Reason conflictOfInterest(
            @Nullable String person, CodeOwner owner, Predicate<String> descends) {
        if (owner.externalId().equals(person)) return Reason.SELF_REFERRAL;
        return descends.test(owner.externalId()) ? Reason.CYCLE : null;
    }

    private static Verdict compared(Verdict verdict, Touchpoint winner, Policy policy, AttributionModel model) {
        if (!verdict.won() || verdict.touchpoint().equals(winner)) return verdict;
        return new Verdict(
                verdict.touchpoint(), verdict.owner(), whyItLost(verdict.touchpoint(), winner, policy, model));
    }

    private static Reason whyItLost(Touchpoint loser, Touchpoint winner, Policy policy, AttributionModel model) {
        if (!policy.priority().areEqual(loser.evidenceClass(), winner.evidenceClass())
                || loser.priority() != winner.priority()) return Reason.LOWER_CLASS;
        if (model == AttributionModel.LAST_NON_DIRECT && loser.isDirect() && !winner.isDirect()) return Reason.NO_SHARE;
        if (Touchpoint.WHEN.compare(loser, winner) == 0) return Reason.TIE_BREAK;
        return model == AttributionModel.FIRST_TOUCH ? Reason.LATER_TOUCH : Reason.EARLIER_TOUCH;
    }

    private static Reason blame(List<Verdict> verdicts) {
        var occurred = EnumSet.noneOf(Reason.class);
        for (var verdict : verdicts) {
            var lostBecause = verdict.lostBecause();
            if (lostBecause != null) occurred.add(lostBecause);
        }
        return IN_ORDER_OF_BLAME.stream().filter(occurred::contains).findFirst().orElse(Reason.NO_TOUCH);
    }

    // A code comes with the conversion that a single winner is sought for, whenever its moment; in a journey it is a
    // touch.
    private static boolean canExpire(Policy policy, Touchpoint touchpoint) {
        return touchpoint.evidenceClass() != EvidenceClass.CODE || policy.rule() instanceof SharedCredit;
    }

    private record TouchId(String id, EvidenceClass evidenceClass, String code) {}

    // A click that is named by a conversion and reported by its landing page is one touch.
    private static List<Touchpoint> distinctInTime(Collection<Touchpoint> evidence) {
        var sorted = new ArrayList<>(evidence);
        sorted.sort(Touchpoint.IN_TIME);
        var distinct = new LinkedHashMap<TouchId, Touchpoint>();
        for (var touchpoint : sorted)
            distinct.merge(
                    new TouchId(touchpoint.id(), withoutPaying(touchpoint.evidenceClass()), touchpoint.code()),
                    touchpoint,
                    Touchpoint::with);
        return List.copyOf(distinct.values());
    }

    private static EvidenceClass withoutPaying(EvidenceClass evidenceClass) {
        return evidenceClass == EvidenceClass.PAID_CLICK ? EvidenceClass.CLICK : evidenceClass;
    }
}
