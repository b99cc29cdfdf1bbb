package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import io.grapevine.events.Terms.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How large a reward is, beyond one percentage or one amount.
 *
 * @param less what of an order no percentage is paid on, in the order of the constants
 * @param perItem whether a fixed amount is given for each piece that the order names, instead of once; null = once
 * @param tiers null = what the rule gives, always
 * @param seasons times in which more is given; where two overlap, the first stated counts
 * @param commissionOf the rule of a lower level whose whole reward an upline's percentage is of; null = of the sale
 */
public record RewardScale(
        List<Deduction> less,
        @Nullable Boolean perItem,
        @Nullable Tiers tiers,
        List<Season> seasons,
        @Nullable String commissionOf) {

    public static final RewardScale PLAIN = new RewardScale(List.of(), null, null, List.of(), null);

    public RewardScale {
        less = less == null ? List.of() : less.stream().distinct().sorted().toList();
        seasons = seasons == null ? List.of() : List.copyOf(seasons);
    }

    /** Whether each piece earns. */
    public boolean countsItems() {
        return Boolean.TRUE.equals(perItem);
    }

    /** What an order's gross amount may contain that is not the shop's own. */
    public enum Deduction {
        TAX,
        SHIPPING,
        DISCOUNT;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * More for those who bring more.
     *
     * @param by what decides which step holds
     * @param mode null exactly for {@link By#COUNT}
     * @param per what is counted begins again with each; null exactly for {@link By#ORDER}
     * @param currency of the bounds; null exactly for {@link By#COUNT}
     * @param steps ascending; the first begins at the first reward or at nothing
     */
    public record Tiers(
            By by,
            @Nullable Mode mode,
            @Nullable Period per,
            @Nullable String currency,
            List<Step> steps) {
        public Tiers {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) throw new IllegalArgumentException("steps must not be empty");
            if ((by == By.COUNT) != (mode == null))
                throw new IllegalArgumentException("mode must be absent exactly for count, was " + mode);
            if ((by == By.ORDER) != (per == null))
                throw new IllegalArgumentException("per must be absent exactly for order, was " + per);
            if ((by == By.COUNT) != (currency == null))
                throw new IllegalArgumentException("currency must be absent exactly for count, was " + currency);
        }
    }

    /** What decides which step of the tiers holds. */
    public enum By {
        /** How many rewards the person earned by this rule before, this one included. */
        COUNT,
        /** The size of the order. */
        ORDER,
        /** What the person's orders come to together, this one included; each order earns what it adds. */
        VOLUME;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How steps over an amount apply. */
    public enum Mode {
        /** Each slice at its own rate; the sum is rounded once. */
        MARGINAL,
        /** The whole amount at the rate of the step that contains it. */
        WHOLE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One rate and where it holds.
     *
     * @param from the first reward it holds for, counting from 1; present exactly where rewards are counted
     * @param upToMinor the largest amount it holds for, inclusive; null = without end
     * @param percent in the place of the rule's; null where the rule gives a fixed amount
     * @param amount in the place of the rule's; null where it gives a percentage
     */
    public record Step(
            @Nullable Integer from,
            @Nullable Long upToMinor,
            @Nullable BigDecimal percent,
            @Nullable Money amount) {
        public Step {
            if ((percent == null) == (amount == null))
                throw new IllegalArgumentException(
                        "a step has either percent or amount, has " + percent + ", " + amount);
        }
    }

    /**
     * A time in which more, or less, is given.
     *
     * @param from event time, inclusive
     * @param until exclusive
     */
    public record Season(Instant from, Instant until, BigDecimal factor) {
        public Season {
            if (!from.isBefore(until))
                throw new IllegalArgumentException("until must be after " + from + ", was " + until);
            if (factor.signum() <= 0) throw new IllegalArgumentException("factor must be positive, was " + factor);
        }

        public boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    /** How long something is counted before it begins again: calendar periods in UTC, weeks from Monday. */
    public enum Period {
        DAY,
        WEEK,
        MONTH,
        ALL;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
