package io.grapevine.acceptance.explain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How much each touch of a journey weighs (S2). Weights are not normalised: each counts as a share of their sum. */
final class Weighing {
    private static final BigDecimal NONE = BigDecimal.ZERO;
    private static final BigDecimal ALL = BigDecimal.ONE;
    private static final BigDecimal REST = new BigDecimal("0.1");

    private Weighing() {}

    /** @param touches eligible ones in touch order, at least one */
    static List<BigDecimal> of(DecisionRecord record, List<Candidate> touches) {
        var policy = record.policy();
        var last = touches.size() - 1;
        return switch (Objects.requireNonNullElse(policy.model(), "")) {
            case "first_touch" -> allOn(0, touches.size());
            case "last_touch" -> allOn(last, touches.size());
            case "last_non_direct" -> allOn(lastNonDirect(touches), touches.size());
            case "linear" -> Collections.nCopies(touches.size(), ALL);
            case "position" -> byPosition(policy.weights(), touches.size());
            case "time_decay" -> byAge(policy, touches);
            case "w_shaped" -> byMilestones(new BigDecimal("0.3"), touches, lead(record), opportunity(record));
            case "full_path" ->
                byMilestones(new BigDecimal("0.225"), touches, lead(record), opportunity(record), opportunity(record));
            default -> throw new RecordJson.NoRecord("no model shares credit as " + policy.model());
        };
    }

    private static List<BigDecimal> allOn(int index, int size) {
        var weights = new ArrayList<>(Collections.nCopies(size, NONE));
        weights.set(index, ALL);
        return weights;
    }

    private static int lastNonDirect(List<Candidate> touches) {
        for (var i = touches.size() - 1; i >= 0; i--) if (!touches.get(i).isDirect()) return i;
        return touches.size() - 1;
    }

    private static List<BigDecimal> byPosition(List<BigDecimal> shares, int size) {
        if (shares.isEmpty()) throw new RecordJson.NoRecord("position needs weights");
        if (size == 1) return List.of(ALL);
        var first = shares.get(0);
        var last = shares.get(2);
        // Two ends without a share of their own are equals: the spec's f/(f+l) would be 0/0.
        if (size == 2) return first.add(last).signum() == 0 ? List.of(ALL, ALL) : List.of(first, last);
        // Times the number of those between, so that a part of the middle's share stays exact.
        var between = BigDecimal.valueOf(size - 2L);
        var weights = new ArrayList<>(Collections.nCopies(size, shares.get(1)));
        weights.set(0, first.multiply(between));
        weights.set(size - 1, last.multiply(between));
        return weights;
    }

    private static List<BigDecimal> byAge(Policy policy, List<Candidate> touches) {
        var halfLife = policy.halfLife();
        if (halfLife == null) throw new RecordJson.NoRecord("time_decay needs a half-life");
        var youngest = touches.getLast().at();
        return touches.stream()
                .map(touch -> Halving.left(touch.at(), youngest, halfLife))
                .toList();
    }

    // The sign-up makes a lead, the order is opportunity and close at once.
    private static @Nullable Instant lead(DecisionRecord record) {
        if (record.isSignUp()) return record.clock();
        var signedUp = record.circumstances().signedUp();
        return signedUp == null ? null : signedUp.at();
    }

    private static @Nullable Instant opportunity(DecisionRecord record) {
        return record.isSignUp() ? null : record.clock();
    }

    private static List<BigDecimal> byMilestones(
            BigDecimal each, List<Candidate> touches, @Nullable Instant... moments) {
        var milestones = new ArrayList<>(Collections.nCopies(touches.size(), 0));
        milestones.set(0, 1);
        var lastMilestone = 0;
        for (var moment : moments) {
            var touch = moment == null ? -1 : lastUpTo(moment, touches);
            if (touch < 0) continue;
            milestones.set(touch, milestones.get(touch) + 1);
            lastMilestone = Math.max(lastMilestone, touch);
        }
        var others = milestones.subList(0, lastMilestone).stream()
                .filter(held -> held == 0)
                .count();
        var weights = new ArrayList<BigDecimal>();
        for (var i = 0; i < touches.size(); i++) {
            if (milestones.get(i) > 0)
                weights.add(each.multiply(BigDecimal.valueOf(milestones.get(i) * Math.max(others, 1))));
            else weights.add(i < lastMilestone ? REST : NONE);
        }
        return weights;
    }

    private static int lastUpTo(Instant moment, List<Candidate> touches) {
        for (var i = touches.size() - 1; i >= 0; i--) if (!touches.get(i).at().isAfter(moment)) return i;
        return -1;
    }
}
