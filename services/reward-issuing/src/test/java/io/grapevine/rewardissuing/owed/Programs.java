package io.grapevine.rewardissuing.owed;

import io.grapevine.events.AttributionTerms;
import io.grapevine.events.RewardConditions;
import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardLimits;
import io.grapevine.events.RewardScale;
import io.grapevine.events.RewardThing;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds terms for tests. */
public final class Programs {

    public static final Money TWENTY_EURO = new Money(2000, "EUR");

    private Programs() {}

    public static Terms terms(RewardRule... rules) {
        return terms(null, rules);
    }

    public static Terms terms(@Nullable Money minPurchase, RewardRule... rules) {
        return new Terms(
                "Demo",
                "https://shop.example/",
                new AttributionTerms(
                        AttributionTerms.Model.LAST_TOUCH,
                        new AttributionTerms.Lookback(Duration.ofDays(30), AttributionTerms.Edge.EXCLUSIVE),
                        null,
                        AttributionTerms.Binding.LIFETIME),
                new Terms.Eligibility(minPurchase, List.of()),
                List.of(rules));
    }

    public static Map<ProgramVersion, Terms> demo(RewardRule... rules) {
        return Map.of(new ProgramVersion("demo", 1), terms(rules));
    }

    /** Ten percent of every purchase to the advocate, at once. */
    public static RewardRule commission() {
        return percent("commission", Role.ADVOCATE, 1, "10", null);
    }

    public static RewardRule percent(String id, Role to, int level, String percent, @Nullable Money max) {
        return new RewardRule(
                id,
                Trigger.PURCHASE,
                to,
                level,
                false,
                null,
                new Give(RewardKind.CASH, new BigDecimal(percent), max, null, null),
                Duration.ZERO);
    }

    /** Five euro for the friend's first order of at least twenty. */
    public static RewardRule thanks() {
        return new RewardRule(
                "thanks", Trigger.PURCHASE, Role.FRIEND, 0, true, TWENTY_EURO, fixed(500, "EUR"), Duration.ZERO);
    }

    public static RewardRule welcomeCoupon() {
        return new RewardRule("welcome", Trigger.SIGNUP, Role.FRIEND, 0, false, null, coupon("10"), Duration.ZERO);
    }

    public static RewardRule rule(String id, Trigger on, Role to, Give give, Duration hold) {
        return new RewardRule(id, on, to, to == Role.FRIEND ? 0 : 1, false, null, give, hold);
    }

    public static RewardRule onSignUp(String id, Give give) {
        return rule(id, Trigger.SIGNUP, Role.ADVOCATE, give, Duration.ZERO);
    }

    public static RewardRule held(RewardRule rule, Duration hold) {
        return new RewardRule(
                rule.id(), rule.on(), rule.to(), rule.level(), rule.first(), rule.minPurchase(), rule.give(), hold);
    }

    public static RewardRule from(RewardRule rule, Money minimum) {
        return new RewardRule(
                rule.id(), rule.on(), rule.to(), rule.level(), rule.first(), minimum, rule.give(), rule.hold());
    }

    public static RewardRule when(RewardRule rule, RewardConditions conditions) {
        return with(rule, conditions, rule.scale(), rule.limits());
    }

    public static RewardRule scaled(RewardRule rule, RewardScale scale) {
        return with(rule, rule.conditions(), scale, rule.limits());
    }

    public static RewardRule limited(RewardRule rule, RewardLimits limits) {
        return with(rule, rule.conditions(), rule.scale(), limits);
    }

    // NullAway does not see @Nullable in a class file of another module.
    @SuppressWarnings("NullAway")
    private static RewardRule with(
            RewardRule rule,
            @Nullable RewardConditions conditions,
            @Nullable RewardScale scale,
            @Nullable RewardLimits limits) {
        return new RewardRule(
                rule.id(),
                rule.on(),
                rule.to(),
                rule.level(),
                rule.first(),
                rule.minPurchase(),
                rule.give(),
                rule.hold(),
                rule.both(),
                conditions,
                scale,
                limits,
                rule.insteadOf());
    }

    public static RewardRule toBoth(RewardRule rule) {
        return new RewardRule(
                rule.id(),
                rule.on(),
                rule.to(),
                rule.level(),
                rule.first(),
                rule.minPurchase(),
                rule.give(),
                rule.hold(),
                true,
                rule.conditions(),
                rule.scale(),
                rule.limits(),
                rule.insteadOf());
    }

    public static RewardRule standIn(RewardRule rule, String insteadOf) {
        return new RewardRule(
                rule.id(),
                rule.on(),
                rule.to(),
                rule.level(),
                rule.first(),
                rule.minPurchase(),
                rule.give(),
                rule.hold(),
                rule.both(),
                rule.conditions(),
                rule.scale(),
                rule.limits(),
                insteadOf);
    }

    public static Give fixed(long minor, String currency) {
        return new Give(RewardKind.CREDIT, null, null, new Money(minor, currency), null);
    }

    public static Give coupon(String percent) {
        return new Give(RewardKind.COUPON, null, null, null, new Terms.Coupon(new BigDecimal(percent), null));
    }

    public static Give points(long number) {
        return new Give(RewardKind.POINTS, null, null, null, null, number, null, null);
    }

    public static Give thing(RewardKind kind, String name) {
        return new Give(kind, null, null, null, null, null, new RewardThing(name, null, null), null);
    }

    public static Give donation(long minor, String currency, String cause) {
        var thing = new RewardThing(cause, null, null);
        return new Give(RewardKind.DONATION, null, null, new Money(minor, currency), null, null, thing, null);
    }

    public static Give pooled(String pool) {
        return new Give(RewardKind.COUPON, null, null, null, new Terms.Coupon(null, null, pool));
    }
}
