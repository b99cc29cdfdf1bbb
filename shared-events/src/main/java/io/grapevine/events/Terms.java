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
 * @param audience whose conversions this version decides from its time on; null = everyone's
 * @param exclusivity which other programs must not pay what this one pays; null = {@link Exclusivity#USUAL}
 * @param fraud how it judges what speaks against a conversion; null = {@link FraudTerms#SELF_REFERRAL_ONLY}
 * @param budget the most it may cost; null = whatever it costs
 */
public record Terms(
        String name,
        String destination,
        AttributionTerms attribution,
        Eligibility eligibility,
        List<RewardRule> rewards,
        @Nullable Audience audience,
        @Nullable Exclusivity exclusivity,
        @Nullable FraudTerms fraud,
        @Nullable Budget budget) {

    public Terms {
        rewards = List.copyOf(rewards);
    }

    /** Judging fraud as usual, whatever it costs. */
    public Terms(
            String name,
            String destination,
            AttributionTerms attribution,
            Eligibility eligibility,
            List<RewardRule> rewards,
            @Nullable Audience audience,
            @Nullable Exclusivity exclusivity) {
        this(name, destination, attribution, eligibility, rewards, audience, exclusivity, null, null);
    }

    /** For everyone, and never paying what another program of the tenant pays. */
    public Terms(
            String name,
            String destination,
            AttributionTerms attribution,
            Eligibility eligibility,
            List<RewardRule> rewards) {
        this(name, destination, attribution, eligibility, rewards, null, null);
    }

    /** The same for other people. */
    public Terms withAudience(@Nullable Audience whose) {
        return new Terms(name, destination, attribution, eligibility, rewards, whose, exclusivity, fraud, budget);
    }

    /** Whether a rule could pay for such a conversion. */
    public boolean rewards(Trigger trigger) {
        return rewards.stream().anyMatch(rule -> rule.on() == trigger);
    }

    /** As stated, or as usual. */
    public FraudTerms screening() {
        return fraud == null ? FraudTerms.SELF_REFERRAL_ONLY : fraud;
    }

    /** As stated, or as usual. */
    public Exclusivity exclusiveness() {
        return exclusivity == null ? Exclusivity.USUAL : exclusivity;
    }

    /** The deepest upline level any rule pays; 1 (the advocate) if none does. */
    public int deepestLevel() {
        return rewards.stream().mapToInt(RewardRule::level).max().orElse(1);
    }

    /**
     * Which conversions the program wants at all; empty countries = all.
     *
     * @param newCustomersOnly whether somebody who was known to the site before is nobody's to bring; null = no
     */
    public record Eligibility(
            @Nullable Money minPurchase,
            List<String> countries,
            @Nullable Boolean newCustomersOnly) {
        public Eligibility {
            countries = countries == null ? List.of() : List.copyOf(countries);
        }

        public Eligibility(@Nullable Money minPurchase, List<String> countries) {
            this(minPurchase, countries, null);
        }

        /** Whether somebody who was known before brings nobody anything. */
        public boolean wantsNewCustomersOnly() {
            return Boolean.TRUE.equals(newCustomersOnly);
        }
    }

    /** Whose conversions a version of the terms decides. */
    public enum Audience {
        EVERYONE,
        /** Who signed up, or buys without ever having signed up, once the version holds; for others the one before goes on. */
        NEW_CUSTOMERS;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Programs of one group never both pay one conversion.
     *
     * @param group null = with none: it pays whatever others pay
     * @param rank the lower one goes first; equals are told apart by their touches
     */
    public record Exclusivity(@Nullable String group, int rank) {

        /** All programs of a tenant, none before another. */
        public static final Exclusivity USUAL = new Exclusivity("default", 100);
    }

    /** An amount in minor units with its ISO 4217 code. */
    public record Money(long amount, String currency) {}

    /**
     * One promise of the program.
     *
     * @param level 1 = the advocate, 2 = the advocate's advocate, and so on; 1 for rules to the advocate, 0 for rules to the friend
     * @param first pays only for the person's first order that meets every other condition
     * @param hold how long after the conversion the reward waits; zero = released at once
     * @param both whether the friend is given the same as the advocate; null = only whom {@code to} names
     * @param conditions null = {@link RewardConditions#NONE}
     * @param scale null = {@link RewardScale#PLAIN}
     * @param limits null = {@link RewardLimits#NONE}
     * @param insteadOf the rule that this one stands in for where the budget has nothing left for it; null = for none
     */
    public record RewardRule(
            String id,
            Trigger on,
            Role to,
            int level,
            boolean first,
            @Nullable Money minPurchase,
            Give give,
            Duration hold,
            @Nullable Boolean both,
            @Nullable RewardConditions conditions,
            @Nullable RewardScale scale,
            @Nullable RewardLimits limits,
            @Nullable String insteadOf) {

        /** Without conditions, scale and limits of its own. */
        public RewardRule(
                String id,
                Trigger on,
                Role to,
                int level,
                boolean first,
                @Nullable Money minPurchase,
                Give give,
                Duration hold) {
            this(id, on, to, level, first, minPurchase, give, hold, null, null, null, null, null);
        }

        /** Whether advocate and friend both receive. */
        public boolean givesBoth() {
            return Boolean.TRUE.equals(both);
        }

        /** As stated, or none. */
        public RewardConditions when() {
            return conditions == null ? RewardConditions.NONE : conditions;
        }

        /** As stated, or plain. */
        public RewardScale scaled() {
            return scale == null ? RewardScale.PLAIN : scale;
        }

        /** As stated, or none. */
        public RewardLimits limited() {
            return limits == null ? RewardLimits.NONE : limits;
        }
    }

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
     * What is given: exactly one of {@code percent} (of the amount minus refunds), {@code amount} (fixed), {@code points},
     * {@code coupon} and, alone, {@code thing}.
     *
     * @param max upper bound of a percentage, in the same currency as the order; in other currencies it does not bind
     * @param points a whole number of them
     * @param thing what it is; of a donation the cause, beside {@code percent} or {@code amount}
     * @param expires how long after its release what was not used is lost; null = never
     * @param approval who must say yes first; null = nobody
     */
    public record Give(
            RewardKind kind,
            @Nullable BigDecimal percent,
            @Nullable Money max,
            @Nullable Money amount,
            @Nullable Coupon coupon,
            @Nullable Long points,
            @Nullable RewardThing thing,
            @Nullable Duration expires,
            @Nullable RewardApproval approval) {

        /** Money or a coupon, for ever. */
        public Give(
                RewardKind kind,
                @Nullable BigDecimal percent,
                @Nullable Money max,
                @Nullable Money amount,
                @Nullable Coupon coupon) {
            this(kind, percent, max, amount, coupon, null, null, null, null);
        }

        /** To whoever may have it without asking. */
        public Give(
                RewardKind kind,
                @Nullable BigDecimal percent,
                @Nullable Money max,
                @Nullable Money amount,
                @Nullable Coupon coupon,
                @Nullable Long points,
                @Nullable RewardThing thing,
                @Nullable Duration expires) {
            this(kind, percent, max, amount, coupon, points, thing, expires, null);
        }

        /** The same, lost if it is not used in time. */
        public Give expiring(@Nullable Duration after) {
            return new Give(kind, percent, max, amount, coupon, points, thing, after, approval);
        }

        /** The same, once somebody has said yes. */
        public Give approvedBy(@Nullable RewardApproval who) {
            return new Give(kind, percent, max, amount, coupon, points, thing, expires, who);
        }
    }

    /**
     * A discount for the receiver's next order.
     *
     * @param pool where its code comes from; null = generated
     */
    public record Coupon(
            @Nullable BigDecimal percent,
            @Nullable Money amount,
            @Nullable String pool) {

        /** With a code of our own. */
        public Coupon(@Nullable BigDecimal percent, @Nullable Money amount) {
            this(percent, amount, null);
        }
    }
}
