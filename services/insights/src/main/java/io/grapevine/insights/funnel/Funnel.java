package io.grapevine.insights.funnel;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program's funnel over a period of event time.
 *
 * @param shares of the program's codes
 * @param rewards by status
 * @param groups one per value of what was asked for, that without a value last; empty unless asked for
 */
public record Funnel(
        String programKey,
        @Nullable Instant from,
        @Nullable Instant to,
        long shares,
        Clicks clicks,
        SignUps signups,
        Purchases purchases,
        Refunds refunds,
        List<Rewards> rewards,
        List<FunnelGroup> groups) {

    public Funnel {
        rewards = List.copyOf(rewards);
        groups = List.copyOf(groups);
    }

    /**
     * Touchpoints; a redirect and its landing page are one.
     *
     * @param raw on the program's codes, bots included
     * @param human those of people
     * @param unknownCode on codes that are nobody's, in no other figure
     */
    public record Clicks(long raw, long human, long unknownCode) {}

    /**
     * @param events every sign-up reported, repetitions of a customer included
     * @param customers each at the first sign-up
     * @param attributed customers somebody brought
     * @param reasons why the others were not, by sign-up event
     */
    public record SignUps(long events, long customers, long attributed, Map<String, Long> reasons) {}

    /**
     * @param orders distinct ones; of an order reported twice the earliest counts
     * @param attributed orders credited to an advocate
     */
    public record Purchases(
            long events, long orders, long attributed, List<Amount> gross, List<Amount> refunded, List<Amount> net) {}

    /** @param refunds distinct ones; of a refund reported twice the earliest counts */
    public record Refunds(long events, long refunds, List<Amount> amount) {}

    /** Rewards in one status, of all kinds together. */
    public record Rewards(String status, long count, List<Amount> amount) {}

    public static Funnel of(String programKey, Period period, List<StepSum> sums, List<FunnelGroup> groups) {
        return new Funnel(
                programKey,
                period.from(),
                period.to(),
                count(sums, step -> step.is("share") && step.known()),
                new Clicks(
                        count(sums, step -> step.is("click") && step.known()),
                        count(sums, step -> step.is("click", "human")),
                        count(sums, step -> step.is("click", StepSum.UNKNOWN))),
                signUps(sums),
                purchases(sums),
                refunds(sums),
                rewards(sums),
                groups);
    }

    private static SignUps signUps(List<StepSum> sums) {
        var reasons = sums.stream()
                .filter(step -> step.is("signup") && !step.attributed())
                .collect(Collectors.groupingBy(StepSum::outcome, TreeMap::new, Collectors.summingLong(StepSum::n)));
        return new SignUps(
                count(sums, step -> step.is("event", "signup")),
                count(sums, step -> step.is("customer")),
                count(sums, step -> step.is("signup", "attributed")),
                reasons);
    }

    private static Purchases purchases(List<StepSum> sums) {
        var sold = sums.stream().filter(step -> step.is("order")).toList();
        return new Purchases(
                count(sums, step -> step.is("event", "purchase")),
                count(sold, step -> true),
                count(sums, step -> step.is("purchase", "attributed")),
                amounts(sold, StepSum::amountMinor),
                amounts(sold, StepSum::refundedMinor),
                amounts(sold, step -> step.amountMinor() - step.refundedMinor()));
    }

    private static Refunds refunds(List<StepSum> sums) {
        var refunded = sums.stream().filter(step -> step.is("refund")).toList();
        return new Refunds(
                count(sums, step -> step.is("event", "refund")),
                count(refunded, step -> true),
                amounts(refunded, StepSum::amountMinor));
    }

    private static List<Rewards> rewards(List<StepSum> sums) {
        return sums.stream()
                .filter(step -> step.is("reward"))
                .collect(Collectors.groupingBy(StepSum::outcome, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(same -> new Rewards(
                        same.getFirst().outcome(), count(same, step -> true), amounts(same, StepSum::amountMinor)))
                .toList();
    }

    static long count(Collection<StepSum> sums, Predicate<StepSum> which) {
        return sums.stream().filter(which).mapToLong(StepSum::n).sum();
    }

    /** Sums by currency, in the order of its code; what has no currency is no money. */
    static List<Amount> amounts(Collection<StepSum> sums, ToLongFunction<StepSum> minor) {
        var byCurrency = new TreeMap<String, Long>();
        for (var step : sums)
            if (!step.currency().isEmpty()) byCurrency.merge(step.currency(), minor.applyAsLong(step), Math::addExact);
        return byCurrency.entrySet().stream()
                .map(sum -> new Amount(sum.getValue(), sum.getKey()))
                .toList();
    }
}
