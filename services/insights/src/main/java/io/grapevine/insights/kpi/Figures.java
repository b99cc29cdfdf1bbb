package io.grapevine.insights.kpi;

import io.grapevine.insights.kpi.Tally.Group;
import io.grapevine.insights.kpi.Tally.Steps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The key figures of one period. A figure whose denominator is 0 is not there: it is no 0. */
public final class Figures {

    /** Ratios are told to six digits after the point, which a millionth of a rate is; half up. */
    private static final int DIGITS = 6;

    /** What became of rewards that cost nothing after all. */
    private static final Set<String> WITHOUT_COST = Set.of("refused", "clawed_back", "expired");

    private static final String POINTS = "points";

    /** A figure, and the currency it is of; empty for what is not of money. */
    public record Name(Kpi kpi, String currency) {}

    private final Tally tally;
    private final Map<Name, BigDecimal> actuals = new LinkedHashMap<>();

    private Figures(Tally tally) {
        this.tally = tally;
    }

    public static Figures of(Tally tally) {
        var figures = new Figures(tally);
        figures.reckonCounts();
        figures.currencies().forEach(figures::reckonMoney);
        return figures;
    }

    public Optional<BigDecimal> actual(Kpi kpi, String currency) {
        return Optional.ofNullable(actuals.get(new Name(kpi, currency)));
    }

    /** The currencies anything was earned, given or bought in, in the order of their codes. */
    public Set<String> currencies() {
        var currencies = new TreeSet<String>();
        tally.steps().forEach(step -> currencies.add(step.currency()));
        tally.customers().forEach(group -> currencies.add(group.currency()));
        currencies.remove("");
        currencies.remove(POINTS);
        return currencies;
    }

    private void reckonCounts() {
        var referrals =
                count(step -> step.kind().equals("signup") && step.outcome().equals("attributed"));
        var clicks = count(step -> step.kind().equals("click") && step.outcome().equals("human"));
        var shares = count(step -> step.kind().equals("share") && step.outcome().isEmpty());
        put(Kpi.REFERRALS, "", BigDecimal.valueOf(referrals));
        put(Kpi.SHARE_TO_CLICK, "", ratio(clicks, shares));
        put(Kpi.CLICK_TO_SIGNUP, "", ratio(referrals, clicks));
        var referred = people(true, Group::customers);
        put(Kpi.SIGNUP_TO_PURCHASE, "", ratio(people(true, Group::buyers), referred));
        put(Kpi.REFERRAL_SHARE, "", ratio(referred, referred + people(false, Group::customers)));
        put(Kpi.REPEAT_REFERRED, "", ratio(people(true, Group::repeaters), people(true, Group::buyers)));
        put(Kpi.REPEAT_OTHER, "", ratio(people(false, Group::repeaters), people(false, Group::buyers)));
        put(Kpi.RETENTION_REFERRED, "", ratio(people(true, Group::retained), people(true, Group::matured)));
        put(Kpi.RETENTION_OTHER, "", ratio(people(false, Group::retained), people(false, Group::matured)));
        put(Kpi.TIME_TO_REWARD, "", seconds(tally.secondsToReward()));
        put(Kpi.PAYOUT_DELAY, "", seconds(tally.secondsToPayout()));
    }

    private void reckonMoney(String currency) {
        var revenue = sum(
                step -> step.kind().equals("purchase") && step.outcome().equals("attributed"),
                currency,
                step -> step.amountMinor() - step.refundedMinor());
        var cost = sum(
                step -> step.kind().equals("reward") && !WITHOUT_COST.contains(step.outcome()),
                currency,
                Steps::amountMinor);
        put(Kpi.REVENUE, currency, BigDecimal.valueOf(revenue));
        put(Kpi.REWARD_COST, currency, BigDecimal.valueOf(cost));
        put(
                Kpi.COST_PER_REFERRAL,
                currency,
                ratio(cost, actual(Kpi.REFERRALS, "").orElseThrow().longValueExact()));
        put(Kpi.CAC, currency, ratio(cost, tally.buyers()));
        put(Kpi.ROI, currency, ratio(Math.subtractExact(revenue, cost), cost));
        var ltv = lifetimeValue(true, currency);
        var baseline = lifetimeValue(false, currency);
        put(Kpi.LTV_REFERRED, currency, ltv);
        put(Kpi.LTV_OTHER, currency, baseline);
        if (ltv != null && baseline != null && baseline.signum() > 0)
            put(Kpi.LTV_LIFT, currency, ltv.divide(baseline, DIGITS, RoundingMode.HALF_UP));
    }

    private @Nullable BigDecimal lifetimeValue(boolean referred, String currency) {
        var net = tally.customers().stream()
                .filter(group ->
                        group.referred() == referred && group.currency().equals(currency))
                .mapToLong(Group::netMinor)
                .sum();
        return ratio(net, people(referred, Group::customers));
    }

    private void put(Kpi kpi, String currency, @Nullable BigDecimal value) {
        if (value != null) actuals.put(new Name(kpi, currency), value);
    }

    private long count(Predicate<Steps> which) {
        return tally.steps().stream().filter(which).mapToLong(Steps::n).sum();
    }

    private long sum(Predicate<Steps> which, String currency, ToLongFunction<Steps> minor) {
        return tally.steps().stream()
                .filter(which.and(step -> step.currency().equals(currency)))
                .mapToLong(minor)
                .reduce(0, Math::addExact);
    }

    private long people(boolean referred, ToLongFunction<Group> number) {
        return tally.customers().stream()
                .filter(group -> group.referred() == referred)
                .mapToLong(number)
                .sum();
    }

    private static @Nullable BigDecimal ratio(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal seconds(@Nullable Double value) {
        return value == null ? null : BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    }
}
