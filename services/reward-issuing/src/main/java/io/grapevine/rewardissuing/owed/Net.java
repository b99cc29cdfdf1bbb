package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDetails;
import io.grapevine.events.ConversionDetails.Line;
import io.grapevine.events.RewardConditions;
import io.grapevine.events.RewardScale.Deduction;
import io.grapevine.events.Terms.RewardRule;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of an order a rule looks at: what remains after refunds, and of that the part that is asked for. */
final class Net {

    private static final BigInteger TWO = BigInteger.TWO;

    private Net() {}

    /**
     * In minor units of the order's currency, never more than remains of the whole order; 0 for a sign-up. Where only a part counts, a
     * refund that names no item takes its share of that part, half up.
     */
    static long minor(RewardRule rule, ConversionDecided decision) {
        var remains = decision.amountMinor() - decision.refundedMinor();
        if (rule.when().nameItems()) return Math.min(remains, ofItems(rule.when(), decision));
        var less = rule.scaled().less();
        if (less.isEmpty()) return remains;
        var kept = Math.max(0, decision.amountMinor() - deducted(less, decision.details()));
        return part(kept, remains, decision.amountMinor());
    }

    /** How often a fixed amount is given: once, or for each piece that was asked for and did not go back. */
    static long pieces(RewardRule rule, ConversionDecided decision) {
        if (!rule.scaled().countsItems()) return 1;
        return lines(rule.when(), decision).stream().mapToLong(Net::pieces).sum();
    }

    /** Whether an order has anything of what a rule asks for. */
    static boolean hasWanted(RewardRule rule, ConversionDecided decision) {
        return !rule.when().nameItems() || !lines(rule.when(), decision).isEmpty();
    }

    private static long ofItems(RewardConditions when, ConversionDecided decision) {
        var wanted = lines(when, decision);
        var all = decision.details() == null
                ? List.<Line>of()
                : decision.details().lines();
        var kept = sum(wanted) - refunded(wanted);
        return part(kept, decision.amountMinor() - decision.refundedMinor(), decision.amountMinor() - refunded(all));
    }

    private static List<Line> lines(RewardConditions when, ConversionDecided decision) {
        var details = decision.details();
        if (details == null) return List.of();
        return details.lines().stream()
                .filter(line -> !when.nameItems() || when.want(line.sku(), line.category()))
                .toList();
    }

    private static long sum(Collection<Line> lines) {
        return lines.stream().mapToLong(line -> orZero(line.amountMinor())).sum();
    }

    private static long refunded(Collection<Line> lines) {
        return lines.stream().mapToLong(line -> orZero(line.refundedMinor())).sum();
    }

    private static long pieces(Line line) {
        var quantity = line.quantity() == null ? 1 : line.quantity();
        var amount = orZero(line.amountMinor());
        var refunded = orZero(line.refundedMinor());
        if (refunded == 0 || amount == 0) return quantity;
        var left = BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(amount - refunded));
        return left.divide(BigInteger.valueOf(amount)).longValueExact();
    }

    private static long deducted(Collection<Deduction> less, @Nullable ConversionDetails details) {
        if (details == null) return 0;
        return less.stream()
                .mapToLong(deduction -> switch (deduction) {
                    case TAX -> orZero(details.taxMinor());
                    case SHIPPING -> orZero(details.shippingMinor());
                    case DISCOUNT -> orZero(details.discountMinor());
                })
                .sum();
    }

    /** {@code of * remaining / whole}, half up. */
    private static long part(long of, long remaining, long whole) {
        if (of <= 0 || remaining <= 0 || whole <= 0) return 0;
        var denominator = BigInteger.valueOf(whole);
        var doubled =
                BigInteger.valueOf(of).multiply(BigInteger.valueOf(remaining)).multiply(TWO);
        return doubled.add(denominator).divide(denominator.multiply(TWO)).longValueExact();
    }

    private static long orZero(@Nullable Long minor) {
        return minor == null ? 0 : minor;
    }
}
