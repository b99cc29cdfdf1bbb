package io.grapevine.insights.kpi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A key figure. "In the period" is by event time; "so far" is all time up to the period's end. */
public enum Kpi {
    REFERRALS(
            Unit.COUNT,
            "Customers whom an advocate brought, by their sign-up in the period.",
            "attributions: attributed sign-ups"),
    SHARE_TO_CLICK(
            Unit.RATIO,
            "Clicks by people for each share, both in the period; above 1 is usual.",
            "shares; clicks labelled human, a redirect and its landing page once"),
    CLICK_TO_SIGNUP(
            Unit.RATIO,
            "Referrals for each click by a person, both in the period.",
            "attributed sign-ups; clicks labelled human"),
    SIGNUP_TO_PURCHASE(
            Unit.RATIO,
            "Referred customers who have bought, of all referred customers, so far.",
            "attributed sign-ups; orders"),
    REFERRAL_SHARE(
            Unit.RATIO,
            "Customers who were brought by an advocate, of all customers, so far.",
            "sign-ups; attributed sign-ups"),
    REVENUE(
            Unit.MINOR,
            "Orders of the period that are credited to an advocate, less their refunds.",
            "attributions: amount less refunded"),
    REWARD_COST(
            Unit.MINOR,
            "Rewards in money for conversions of the period that were not refused, clawed back or lost.",
            "rewards of kind cash, credit and donation"),
    COST_PER_REFERRAL(Unit.MINOR, "Reward cost for each referral, both in the period.", "reward_cost / referrals"),
    CAC(
            Unit.MINOR,
            "Reward cost of the period for each referred customer who bought in it.",
            "reward_cost / customers of attributed orders"),
    ROI(
            Unit.RATIO,
            "What is left of the revenue after the reward cost, for each unit of cost: (revenue - cost) / cost.",
            "revenue, reward_cost"),
    LTV_REFERRED(
            Unit.MINOR, "Net revenue for each referred customer, so far.", "orders of referred customers less refunds"),
    LTV_OTHER(
            Unit.MINOR,
            "Net revenue for each customer whom nobody brought, so far: the baseline.",
            "orders of the other customers less refunds"),
    LTV_LIFT(
            Unit.RATIO,
            "Lifetime value of referred customers for each unit of the others'.",
            "ltv_referred / ltv_other"),
    REPEAT_REFERRED(
            Unit.RATIO, "Referred customers with a second order, of those with a first, so far.", "orders by customer"),
    REPEAT_OTHER(
            Unit.RATIO,
            "Other customers with a second order, of those with a first, so far: the baseline.",
            "orders by customer"),
    RETENTION_REFERRED(
            Unit.RATIO,
            "Referred customers who bought 30 days after their sign-up or later, of those who signed up 30 days before the end or earlier.",
            "sign-ups, orders by customer"),
    RETENTION_OTHER(Unit.RATIO, "The same of the other customers: the baseline.", "sign-ups, orders by customer"),
    TIME_TO_REWARD(
            Unit.SECONDS,
            "Median time from a conversion of the period to the first release of its reward.",
            "rewards: first release; attributions: time of the conversion"),
    PAYOUT_DELAY(
            Unit.SECONDS,
            "Median time from the release of a cash reward to its payment, of those paid in the period.",
            "rewards: first release, fulfilment");

    /** What a figure is counted in. */
    public enum Unit {
        COUNT,
        /** A number without unit; a rate of 0.25 is 25 %. */
        RATIO,
        /** Minor units of one currency: there is one figure for each. */
        MINOR,
        SECONDS;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Unit unit;
    private final String definition;
    private final String source;

    Kpi(Unit unit, String definition, String source) {
        this.unit = unit;
        this.definition = definition;
        this.source = source;
    }

    public Unit unit() {
        return unit;
    }

    public String definition() {
        return definition;
    }

    /** Which records of the log it is counted from. */
    public String source() {
        return source;
    }

    /** Whether there is one figure for each currency. */
    public boolean ofMoney() {
        return unit == Unit.MINOR || this == ROI || this == LTV_LIFT;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kpi> named(String word) {
        return Arrays.stream(values())
                .filter(kpi -> kpi.wireName().equals(word))
                .findFirst();
    }
}
