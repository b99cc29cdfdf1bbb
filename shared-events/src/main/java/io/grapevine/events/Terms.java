package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a program offers, as validated and normalised by the programs service: defaults are filled in, durations are durations.
 *
 * @param rewards rules in the order of the definition; their ids are unique
 */
public record Terms(
        String name, String destination, Attribution attribution, Eligibility eligibility, List<RewardRule> rewards) {

    public Terms {
        rewards = List.copyOf(rewards);
    }

    /** The deepest upline level any rule pays; 1 (the advocate) if none does. */
    public int deepestLevel() {
        return rewards.stream().mapToInt(RewardRule::level).max().orElse(1);
    }

    /**
     * Who gets credit.
     *
     * @param lookback how far before the conversion a touchpoint counts
     * @param conversionWindow how long after the sign-up an order is still credited; null = unlimited
     * @param credit whether one touchpoint takes it all or all share it; null = a single winner
     * @param weights what the ends and those between share; present exactly for {@link Model#POSITION}
     * @param halfLife present exactly for {@link Model#TIME_DECAY}
     */
    public record Attribution(
            Model model,
            Lookback lookback,
            @Nullable Duration conversionWindow,
            Binding binding,
            @Nullable Credit credit,
            @Nullable PositionWeights weights,
            @Nullable Duration halfLife) {

        public Attribution {
            if (credit != Credit.MULTI_TOUCH && !model.hasSingleWinner())
                throw new IllegalArgumentException("credit must be multi_touch for " + model.wireName());
            if ((model == Model.POSITION) != (weights != null))
                throw new IllegalArgumentException("weights must be present exactly for position, were " + weights);
            if ((model == Model.TIME_DECAY) != (halfLife != null))
                throw new IllegalArgumentException("halfLife must be present exactly for time_decay, was " + halfLife);
        }

        /** A single winner. */
        public Attribution(Model model, Lookback lookback, @Nullable Duration conversionWindow, Binding binding) {
            this(model, lookback, conversionWindow, binding, null, null, null);
        }

        /** Whether every eligible touchpoint can earn a part of a conversion. */
        public boolean sharesCredit() {
            return credit == Credit.MULTI_TOUCH;
        }
    }

    /** Which touchpoint wins, or how all of them share. */
    public enum Model {
        FIRST_TOUCH,
        LAST_TOUCH,
        LAST_NON_DIRECT,
        LINEAR,
        POSITION,
        TIME_DECAY,
        W_SHAPED,
        FULL_PATH;

        /** Whether it can say which one touchpoint wins; the others only share. */
        public boolean hasSingleWinner() {
            return this == FIRST_TOUCH || this == LAST_TOUCH || this == LAST_NON_DIRECT;
        }

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who of several touchpoints earns. */
    public enum Credit {
        SINGLE_WINNER,
        MULTI_TOUCH;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Shares of the first touchpoint, of all between together, and of the last; they need not sum to 1. */
    public record PositionWeights(BigDecimal first, BigDecimal middle, BigDecimal last) {}

    /** Whether a sign-up binds its customer for ever or each order is decided on its own. */
    public enum Binding {
        LIFETIME,
        PER_ORDER;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Window before the conversion; {@code length} null = unlimited. */
    public record Lookback(@Nullable Duration length, Edge edge) {}

    /** Whether a touchpoint exactly at the far edge of the window counts. */
    public enum Edge {
        INCLUSIVE,
        EXCLUSIVE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which conversions the program wants at all; empty countries = all. */
    public record Eligibility(@Nullable Money minPurchase, List<String> countries) {
        public Eligibility {
            countries = countries == null ? List.of() : List.copyOf(countries);
        }
    }

    /** An amount in minor units with its ISO 4217 code. */
    public record Money(long amount, String currency) {}

    /**
     * One promise of the program.
     *
     * @param level 1 = the advocate, 2 = the advocate's advocate, and so on; 1 for rules to the advocate, 0 for rules to the friend
     * @param first pays only for the person's first order that meets every other condition
     * @param hold how long after the conversion the reward waits; zero = released at once
     */
    public record RewardRule(
            String id,
            Trigger on,
            Role to,
            int level,
            boolean first,
            @Nullable Money minPurchase,
            Give give,
            Duration hold) {}

    /** What a rule answers to. */
    public enum Trigger {
        SIGNUP,
        PURCHASE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who receives. */
    public enum Role {
        ADVOCATE,
        FRIEND,
        UPLINE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is given: exactly one of {@code percent} (of the amount minus refunds), {@code amount} (fixed) and {@code coupon}.
     *
     * @param max upper bound of a percentage, in the same currency as the order; in other currencies it does not bind
     */
    public record Give(
            RewardKind kind,
            @Nullable BigDecimal percent,
            @Nullable Money max,
            @Nullable Money amount,
            @Nullable Coupon coupon) {}

    /** A discount for the receiver's next order. */
    public record Coupon(
            @Nullable BigDecimal percent, @Nullable Money amount) {}
}
