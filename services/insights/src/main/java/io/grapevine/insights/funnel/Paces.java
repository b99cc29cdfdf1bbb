package io.grapevine.insights.funnel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** How long people take from one step to the next. */
public record Paces(String programKey, List<Between> steps) {

    public Paces {
        steps = List.copyOf(steps);
    }

    /**
     * The times of one step. Percentiles are upper bounds, at most 9 % above the true ones: durations are counted in slots, eight for each
     * doubling, because counts of slots can be corrected and added up.
     *
     * @param step {@code share_to_click} since the code's first share, {@code click_to_signup}, {@code signup_to_purchase} of first
     *     orders, {@code purchase_to_reward} until first released, {@code reward_to_payout}
     * @param count how many were timed
     */
    public record Between(
            String step, long count, Duration p50, Duration p75, Duration p90, Duration p95, Duration p99) {}

    /** How many took as long as one slot says. */
    public record Slot(int number, long n) {

        private static final int PER_DOUBLING = 8;

        /** The longest time in it. */
        Duration end() {
            return Duration.ofMillis((long) Math.ceil(Math.pow(2, (number + 1.0) / PER_DOUBLING)) - 1);
        }
    }

    private enum Step {
        SHARE_TO_CLICK("click"),
        CLICK_TO_SIGNUP("signup"),
        SIGNUP_TO_PURCHASE("purchase"),
        PURCHASE_TO_REWARD("reward"),
        REWARD_TO_PAYOUT("payout");

        private final String kind;

        Step(String kind) {
            this.kind = kind;
        }

        String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param sums with the number of the slot for their group */
    public static Paces of(String programKey, List<StepSum> sums) {
        var between = new ArrayList<Between>();
        for (var step : Step.values()) {
            var slots = sums.stream()
                    .filter(sum -> sum.is(step.kind))
                    .map(sum -> new Slot(Integer.parseInt(sum.group()), sum.n()))
                    .sorted(Comparator.comparingInt(Slot::number))
                    .toList();
            if (!slots.isEmpty()) between.add(between(step.wireName(), slots));
        }
        return new Paces(programKey, between);
    }

    private static Between between(String step, List<Slot> slots) {
        var count = slots.stream().mapToLong(Slot::n).sum();
        return new Between(
                step,
                count,
                percentile(slots, count, 50),
                percentile(slots, count, 75),
                percentile(slots, count, 90),
                percentile(slots, count, 95),
                percentile(slots, count, 99));
    }

    /** The end of the slot in which the nearest rank lies. */
    public static Duration percentile(List<Slot> slots, long count, int percent) {
        var rank = Math.ceilDiv(Math.multiplyExact(count, percent), 100);
        for (var slot : slots) {
            rank -= slot.n();
            if (rank <= 0) return slot.end();
        }
        throw new IllegalArgumentException("slots must hold as many as count, was " + count + " of "
                + LongStream.of(slots.stream().mapToLong(Slot::n).toArray()).sum());
    }
}
