package io.grapevine.acceptance.explain;

import io.grapevine.acceptance.explain.Candidate.Verdict;
import io.grapevine.acceptance.explain.Decision.Credit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All candidates of a record held against each other: one wins (S6.3), or all that may share (S2, S3).
 *
 * @param lead the winner, or where the advocate with the greatest share last earned; null if nobody may be credited
 * @param blame why there is nobody; empty otherwise
 * @param verdicts in the record's order
 */
record Comparison(@Nullable Candidate lead, String blame, List<Credit> credits, List<Verdict> verdicts) {

    private static final MathContext DIGITS = new MathContext(60);

    static Comparison of(DecisionRecord record) {
        var judging = new Judging(record);
        var reasons = record.candidates().stream()
                .map(candidate -> Optional.ofNullable(judging.whyNot(candidate)))
                .toList();
        var eligible = IntStream.range(0, reasons.size())
                .filter(i -> reasons.get(i).isEmpty())
                .mapToObj(record.candidates()::get)
                .toList();
        if (eligible.isEmpty()) {
            var occurred = reasons.stream().flatMap(Optional::stream).toList();
            return new Comparison(
                    null,
                    Judging.blame(occurred),
                    List.of(),
                    occurred.stream().map(Verdict::lost).toList());
        }
        return record.policy().shares() ? shared(record, reasons, eligible) : won(record, reasons, eligible);
    }

    static Credit allTo(DecisionRecord record, Candidate through) {
        return new Credit(participant(through), owner(through), BigDecimal.ONE, record.netMinor());
    }

    private static Comparison won(DecisionRecord record, List<Optional<String>> reasons, List<Candidate> eligible) {
        var preference = preference(record.policy());
        var winner = eligible.getFirst();
        // Of equals the first: several codes of one event differ in nothing else.
        for (var other : eligible) if (preference.compare(other, winner) > 0) winner = other;
        var verdicts = new ArrayList<Verdict>();
        for (var i = 0; i < reasons.size(); i++) {
            var candidate = record.candidates().get(i);
            var reason = reasons.get(i);
            if (reason.isPresent()) verdicts.add(Verdict.lost(reason.get()));
            else if (candidate == winner) verdicts.add(new Verdict(true, null, null));
            else verdicts.add(Verdict.lost(whyItLost(record.policy(), candidate, winner)));
        }
        return new Comparison(winner, "", List.of(allTo(record, winner)), verdicts);
    }

    /** The greatest wins. */
    private static Comparator<Candidate> preference(Policy policy) {
        var first = policy.firstTouchWins();
        var byId = Comparator.comparing(Candidate::id, Candidate.BY_CODE_POINT);
        var tieBreak = switch (policy.tieBreak()) {
            case "highest_id" -> byId;
            case "lowest_id" -> byId.reversed();
            default -> first ? byId.reversed() : byId;
        };
        return Comparator.<Candidate>comparingInt(candidate -> -policy.rank(candidate.touchClass()))
                .thenComparingLong(Candidate::priority)
                .thenComparing(candidate -> !(policy.looksPastDirect() && candidate.isDirect()))
                .thenComparing(first ? Candidate.WHEN.reversed() : Candidate.WHEN)
                .thenComparing(tieBreak);
    }

    private static String whyItLost(Policy policy, Candidate loser, Candidate winner) {
        if (policy.rank(loser.touchClass()) != policy.rank(winner.touchClass())
                || loser.priority() != winner.priority()) return "lower_class";
        if (policy.looksPastDirect() && loser.isDirect() && !winner.isDirect()) return "no_share";
        if (Candidate.WHEN.compare(loser, winner) == 0) return "tie_break";
        return policy.firstTouchWins() ? "later_touch" : "earlier_touch";
    }

    private static Comparison shared(DecisionRecord record, List<Optional<String>> reasons, List<Candidate> eligible) {
        var touches = eligible.stream().sorted(Candidate.IN_TOUCH_ORDER).toList();
        var parts = Weighing.of(record, touches);
        var sum = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var weights = parts.stream().map(part -> part.divide(sum, DIGITS)).toList();
        var credits = credits(touches, weights, Splitting.split(record.netMinor(), parts));
        var weighed = new HashMap<Candidate, BigDecimal>();
        for (var i = 0; i < touches.size(); i++) weighed.put(touches.get(i), weights.get(i));
        var verdicts = new ArrayList<Verdict>();
        for (var i = 0; i < reasons.size(); i++) {
            var candidate = record.candidates().get(i);
            verdicts.add(reasons.get(i)
                    .map(Verdict::lost)
                    .orElseGet(() -> earned(Objects.requireNonNull(weighed.get(candidate)))));
        }
        return new Comparison(lead(touches, parts), "", credits, verdicts);
    }

    private static Verdict earned(BigDecimal weight) {
        return weight.signum() == 0 ? new Verdict(false, "no_share", weight) : new Verdict(true, null, weight);
    }

    private static List<Credit> credits(List<Candidate> touches, List<BigDecimal> weights, List<Long> amounts) {
        var credits = new LinkedHashMap<String, Credit>();
        for (var i = 0; i < touches.size(); i++) {
            if (weights.get(i).signum() == 0) continue;
            var touch = touches.get(i);
            credits.merge(
                    owner(touch),
                    new Credit(participant(touch), owner(touch), weights.get(i), amounts.get(i)),
                    (one, other) -> new Credit(
                            one.participantId(),
                            one.externalId(),
                            one.weight().add(other.weight()),
                            one.amountMinor() + other.amountMinor()));
        }
        return List.copyOf(credits.values());
    }

    /** Of the advocate with the greatest share, at a tie of the one whose touch came last. */
    private static Candidate lead(List<Candidate> touches, List<BigDecimal> parts) {
        var earned = new HashMap<String, BigDecimal>();
        for (var i = 0; i < touches.size(); i++) earned.merge(owner(touches.get(i)), parts.get(i), BigDecimal::add);
        var lead = -1;
        for (var i = 0; i < touches.size(); i++) {
            if (parts.get(i).signum() == 0) continue;
            if (lead < 0 || share(earned, touches.get(i)).compareTo(share(earned, touches.get(lead))) >= 0) lead = i;
        }
        return touches.get(lead);
    }

    private static BigDecimal share(Map<String, BigDecimal> earned, Candidate touch) {
        return Objects.requireNonNull(earned.get(owner(touch)));
    }

    private static String owner(Candidate candidate) {
        var owner = candidate.owner();
        if (owner == null)
            throw new RecordJson.NoRecord(
                    "the record contradicts itself: it credits the code of nobody by " + candidate.id());
        return owner;
    }

    /** Written of those who earned; where it is missing, the record credits somebody else. */
    private static String participant(Candidate candidate) {
        return Objects.requireNonNullElse(candidate.participantId(), "unknown");
    }
}
