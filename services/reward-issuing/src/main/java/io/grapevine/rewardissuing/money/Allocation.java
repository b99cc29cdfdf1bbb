package io.grapevine.rewardissuing.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Splits money by weights without losing a unit: largest remainder, ties to the lower index. */
public final class Allocation {

    private Allocation() {}

    /**
     * Parts in the order of the weights; they sum to the amount, and a zero weight gets nothing.
     *
     * @param weights need not sum to 1; at least one is positive, none negative
     */
    public static List<Long> split(long amountMinor, List<BigDecimal> weights) {
        var whole = wholeNumbers(weights);
        var sum = whole.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() == 0)
            throw new IllegalArgumentException("weights must not all be zero or missing, were " + weights);
        var amount = BigInteger.valueOf(amountMinor);
        var shares = whole.stream()
                .map(weight -> amount.abs().multiply(weight).divideAndRemainder(sum))
                .toList();
        var parts = new ArrayList<>(shares.stream().map(share -> share[0]).toList());
        var given = parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        // Fewer units are left than there are remainders above zero, so no zero weight is ever reached.
        byLargestRemainder(shares)
                .limit(amount.abs().subtract(given).longValueExact())
                .forEach(index -> parts.set(index, parts.get(index).add(BigInteger.ONE)));
        return parts.stream()
                .map(part -> amount.signum() < 0 ? part.negate() : part)
                .map(BigInteger::longValueExact)
                .toList();
    }

    private static Stream<Integer> byLargestRemainder(List<BigInteger[]> shares) {
        return IntStream.range(0, shares.size())
                .boxed()
                .sorted(Comparator.comparing((Integer index) -> shares.get(index)[1])
                        .reversed());
    }

    /** The weights times one power of ten that makes all of them whole, so that remainders compare exactly. */
    private static List<BigInteger> wholeNumbers(List<BigDecimal> weights) {
        var digits = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        for (var weight : weights) {
            if (weight.signum() < 0)
                throw new IllegalArgumentException("weights must not be negative, were " + weights);
        }
        return weights.stream()
                .map(weight -> weight.movePointRight(digits).toBigIntegerExact())
                .toList();
    }
}
