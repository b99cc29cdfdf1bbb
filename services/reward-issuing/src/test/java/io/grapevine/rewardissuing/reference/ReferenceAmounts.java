package io.grapevine.rewardissuing.reference;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDetails.Line;
import io.grapevine.events.RewardScale;
import io.grapevine.events.RewardScale.Deduction;
import io.grapevine.events.Terms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The sums of the reference model: what a rule is of, what it comes to for one order, and how that is shared; no order but this one. */
final class ReferenceAmounts {

    private ReferenceAmounts() {}

    /** What a percentage is of: what was not refunded, without what does not count. */
    static long base(Terms.RewardRule rule, ConversionDecided decision) {
        var left = decision.amountMinor() - decision.refundedMinor();
        if (asksForItems(rule)) {
            var wanted =
                    total(decision, asked(rule), Line::amountMinor) - total(decision, asked(rule), Line::refundedMinor);
            var unnamed = decision.amountMinor() - total(decision, line -> true, Line::refundedMinor);
            return Math.min(left, share(wanted, left, unnamed));
        }
        if (rule.scaled().less().isEmpty()) return left;
        var counts = decision.amountMinor();
        for (var deduction : rule.scaled().less()) counts -= said(decision, deduction);
        return share(counts, left, decision.amountMinor());
    }

    /** Whether any line of the order is one of those asked for. */
    static boolean hasAsked(Terms.RewardRule rule, ConversionDecided decision) {
        return !asksForItems(rule) || lines(decision).stream().anyMatch(asked(rule));
    }

    /** By the rule as it stands and the order alone. */
    static long plain(Terms.RewardRule rule, long base, ConversionDecided decision) {
        var amount = rule.give().amount();
        if (amount != null) return fixed(rule, amount.amount(), decision);
        var tiers = rule.scaled().tiers();
        if (tiers != null && tiers.by() == RewardScale.By.ORDER) return bounded(rule, decision, over(tiers, base));
        return ofPercent(rule, rule.give().percent(), base, decision);
    }

    static long ofPercent(Terms.RewardRule rule, @Nullable BigDecimal percent, long base, ConversionDecided decision) {
        if (percent == null) throw new IllegalArgumentException(rule.id() + " has neither percent nor amount");
        return bounded(
                rule, decision, half(BigDecimal.valueOf(base).multiply(percent).multiply(factor(rule, decision))));
    }

    static long fixed(Terms.RewardRule rule, long minor, ConversionDecided decision) {
        var pieces = Boolean.TRUE.equals(rule.scaled().perItem()) ? pieces(rule, decision) : 1;
        return half(BigDecimal.valueOf(minor)
                .multiply(BigDecimal.valueOf(pieces))
                .movePointRight(2)
                .multiply(factor(rule, decision)));
    }

    /** The commission of a whole amount, of which the tiers know the rates. */
    static long over(RewardScale.Tiers tiers, long amount) {
        var exact = BigDecimal.ZERO;
        var floor = 0L;
        for (var step : tiers.steps()) {
            var top = step.upToMinor() == null ? Long.MAX_VALUE : step.upToMinor();
            if (tiers.mode() == RewardScale.Mode.WHOLE && amount > floor && amount <= top)
                return half(BigDecimal.valueOf(amount).multiply(step.percent()));
            exact = exact.add(BigDecimal.valueOf(Math.max(0, Math.min(amount, top) - floor))
                    .multiply(step.percent()));
            floor = top;
        }
        return tiers.mode() == RewardScale.Mode.WHOLE ? 0 : half(exact);
    }

    /** The most a rule gives for the order; null = as much as it comes to. A maximum in another currency says nothing. */
    static @Nullable Long most(Terms.RewardRule rule, ConversionDecided decision) {
        var max = rule.give().max();
        return max == null || !max.currency().equals(decision.currency()) ? null : (Long) max.amount();
    }

    /** Parts by weight, each at least what it comes to without a fraction; the units left go one each to the largest fractions, the first of equals first. */
    static List<Long> split(long whole, List<BigDecimal> weights) {
        var sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var floors = new ArrayList<Long>();
        var fractions = new ArrayList<BigDecimal>();
        for (var weight : weights) {
            var parts = BigDecimal.valueOf(whole).multiply(weight).divideAndRemainder(sum);
            floors.add(parts[0].longValueExact());
            fractions.add(parts[1]);
        }
        var left = whole - floors.stream().mapToLong(Long::longValue).sum();
        var byFraction = IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparing(fractions::get, Comparator.reverseOrder()))
                .toList();
        for (var i = 0; i < left; i++) floors.set(byFraction.get(i), floors.get(byFraction.get(i)) + 1);
        return floors;
    }

    private static long bounded(Terms.RewardRule rule, ConversionDecided decision, long minor) {
        var most = most(rule, decision);
        return most == null ? minor : Math.min(minor, most);
    }

    private static long pieces(Terms.RewardRule rule, ConversionDecided decision) {
        var pieces = 0L;
        for (var line : lines(decision)) {
            if (asksForItems(rule) && !asked(rule).test(line)) continue;
            var amount = orZero(line.amountMinor());
            var kept = amount - orZero(line.refundedMinor());
            var all = line.quantity() == null ? 1 : line.quantity();
            // Whole pieces only: of one that went back in part nothing is left.
            pieces += amount == kept ? all : all * kept / amount;
        }
        return pieces;
    }

    private static boolean asksForItems(Terms.RewardRule rule) {
        return !rule.when().products().isEmpty() || !rule.when().categories().isEmpty();
    }

    private static Predicate<Line> asked(Terms.RewardRule rule) {
        return line -> line.sku() != null && rule.when().products().contains(line.sku())
                || line.category() != null && rule.when().categories().contains(line.category());
    }

    private static List<Line> lines(ConversionDecided decision) {
        return decision.details() == null ? List.of() : decision.details().lines();
    }

    private static long total(
            ConversionDecided decision, Predicate<Line> which, java.util.function.Function<Line, @Nullable Long> what) {
        return lines(decision).stream()
                .filter(which)
                .mapToLong(line -> orZero(what.apply(line)))
                .sum();
    }

    private static long said(ConversionDecided decision, Deduction deduction) {
        var details = decision.details();
        if (details == null) return 0;
        return switch (deduction) {
            case TAX -> orZero(details.taxMinor());
            case SHIPPING -> orZero(details.shippingMinor());
            case DISCOUNT -> orZero(details.discountMinor());
        };
    }

    /** {@code of * left / whole}, half up; nothing of nothing. */
    private static long share(long of, long left, long whole) {
        if (of <= 0 || left <= 0 || whole <= 0) return 0;
        return BigDecimal.valueOf(of)
                .multiply(BigDecimal.valueOf(left))
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static BigDecimal factor(Terms.RewardRule rule, ConversionDecided decision) {
        for (var season : rule.scaled().seasons())
            if (!decision.occurredAt().isBefore(season.from())
                    && decision.occurredAt().isBefore(season.until())) return season.factor();
        return BigDecimal.ONE;
    }

    private static long half(BigDecimal hundredfold) {
        return hundredfold.movePointLeft(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static long orZero(@Nullable Long minor) {
        return minor == null ? 0 : minor;
    }
}
