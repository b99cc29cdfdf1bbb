package io.grapevine.insights.funnel;

import io.grapevine.insights.funnel.Counts.Converted;
import io.grapevine.insights.funnel.Counts.Owed;
import io.grapevine.insights.funnel.Counts.Refunded;
import io.grapevine.insights.funnel.Counts.Sold;
import io.grapevine.insights.funnel.Counts.Touches;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program's funnel over a period of event time.
 *
 * @param shares of the program's codes
 * @param rewards by status
 * @param groups one per variant, that without a variant last; empty unless asked for
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
        List<VariantGroup> groups) {

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

    /** @param refunds distinct ones */
    public record Refunds(long events, long refunds, List<Amount> amount) {}

    /** Rewards in one status, of all kinds together. */
    public record Rewards(String status, long count, List<Amount> amount) {}

    /**
     * The steps of the codes of one variant; a code has the variant of its first share.
     *
     * @param clicks on the codes, bots included
     * @param signups customers these codes brought
     * @param orders credited to these codes
     * @param net of the credited orders
     * @param netMinor the same as a plain number while there is one currency; null if there are several
     */
    public record VariantGroup(
            @Nullable String variant,
            long shares,
            long clicks,
            long humanClicks,
            long signups,
            long orders,
            List<Amount> net,
            @Nullable Long netMinor) {}

    public static Funnel of(String programKey, Period period, Counts counts, boolean byVariant) {
        var touches = counts.touches();
        return new Funnel(
                programKey,
                period.from(),
                period.to(),
                sum(touches, Touches::shares),
                clicks(touches),
                signUps(counts),
                purchases(counts),
                refunds(counts.refunded()),
                rewards(counts.owed()),
                byVariant ? groups(counts) : List.of());
    }

    private static Clicks clicks(List<Touches> touches) {
        var known = touches.stream().filter(Touches::known).toList();
        var all = sum(touches, Touches::clicks);
        var raw = sum(known, Touches::clicks);
        return new Clicks(raw, sum(known, Touches::human), all - raw);
    }

    private static SignUps signUps(Counts counts) {
        var decided = counts.converted().stream().filter(Converted::isSignUp).toList();
        var reasons = decided.stream()
                .filter(converted -> !converted.attributed())
                .collect(Collectors.groupingBy(
                        converted -> Objects.requireNonNullElse(converted.reason(), converted.outcome()),
                        TreeMap::new,
                        Collectors.summingLong(Converted::conversions)));
        return new SignUps(counts.signUps().events(), counts.signUps().customers(), attributed(decided), reasons);
    }

    private static Purchases purchases(Counts counts) {
        var sold = counts.sold();
        return new Purchases(
                sum(sold, Sold::events),
                sum(sold, Sold::orders),
                attributed(counts.converted().stream()
                        .filter(converted -> !converted.isSignUp())
                        .toList()),
                amounts(sold, Sold::currency, Sold::grossMinor),
                amounts(sold, Sold::currency, Sold::refundedMinor),
                amounts(sold, Sold::currency, each -> each.grossMinor() - each.refundedMinor()));
    }

    private static Refunds refunds(List<Refunded> refunded) {
        return new Refunds(
                sum(refunded, Refunded::events),
                sum(refunded, Refunded::refunds),
                amounts(refunded, Refunded::currency, Refunded::amountMinor));
    }

    private static List<Rewards> rewards(List<Owed> owed) {
        return owed.stream()
                .collect(Collectors.groupingBy(Owed::status, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(same -> new Rewards(
                        same.getFirst().status(),
                        sum(same, Owed::rewards),
                        amounts(same, Owed::currency, Owed::amountMinor)))
                .toList();
    }

    private static List<VariantGroup> groups(Counts counts) {
        var touches = counts.touches().stream().filter(Touches::known).toList();
        var credited = counts.converted().stream().filter(Converted::attributed).toList();
        return Stream.concat(
                        touches.stream().map(touch -> name(touch.variant())),
                        credited.stream().map(converted -> name(converted.variant())))
                .distinct()
                .sorted(Comparator.comparing(String::isEmpty).thenComparing(Comparator.naturalOrder()))
                .map(variant -> group(
                        variant,
                        touches.stream()
                                .filter(touch -> name(touch.variant()).equals(variant))
                                .toList(),
                        credited.stream()
                                .filter(converted -> name(converted.variant()).equals(variant))
                                .toList()))
                .toList();
    }

    private static VariantGroup group(String variant, List<Touches> touches, List<Converted> credited) {
        var orders =
                credited.stream().filter(converted -> !converted.isSignUp()).toList();
        var net = amounts(orders, Converted::currency, Converted::netMinor);
        return new VariantGroup(
                variant.isEmpty() ? null : variant,
                sum(touches, Touches::shares),
                sum(touches, Touches::clicks),
                sum(touches, Touches::human),
                attributed(credited.stream().filter(Converted::isSignUp).toList()),
                attributed(orders),
                net,
                net.size() > 1 ? null : sum(net, Amount::amount));
    }

    /** No variant is the empty name, which sorts and compares where null cannot. */
    private static String name(@Nullable String variant) {
        return Objects.requireNonNullElse(variant, "");
    }

    private static long attributed(Collection<Converted> converted) {
        return converted.stream()
                .filter(Converted::attributed)
                .mapToLong(Converted::conversions)
                .sum();
    }

    private static <T> long sum(Collection<T> parts, ToLongFunction<T> number) {
        return parts.stream().mapToLong(number).sum();
    }

    /** Sums by currency, in the order of its code; what has no currency is no money. */
    private static <T> List<Amount> amounts(Collection<T> parts, CurrencyOf<T> currency, ToLongFunction<T> minor) {
        var sums = new TreeMap<String, Long>();
        for (var part : parts) {
            var code = currency.of(part);
            if (code != null) sums.merge(code, minor.applyAsLong(part), Math::addExact);
        }
        return sums.entrySet().stream()
                .map(sum -> new Amount(sum.getValue(), sum.getKey()))
                .toList();
    }

    private interface CurrencyOf<T> {
        @Nullable
        String of(T part);
    }
}
