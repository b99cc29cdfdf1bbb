package io.grapevine.attribution.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shares of a conversion's touches, as whole parts of one whole: they sum to exactly 1.
 *
 * @param parts in touch order, none negative
 * @param whole the sum of the parts, positive
 */
public record Weights(List<BigInteger> parts, BigInteger whole) {

    public Weights {
        parts = List.copyOf(parts);
        var sum = BigInteger.ZERO;
        for (var part : parts) {
            if (part.signum() < 0) throw new IllegalArgumentException("parts must not be negative, one was " + part);
            sum = sum.add(part);
        }
        if (sum.signum() == 0) throw new IllegalArgumentException("parts must not all be zero or missing");
        if (!sum.equals(whole))
            throw new IllegalArgumentException("whole must be the sum " + sum + " of the parts, was " + whole);
    }

    /** Parts that are shares of their own sum. */
    public static Weights of(List<BigInteger> parts) {
        return new Weights(parts, parts.stream().reduce(BigInteger.ZERO, BigInteger::add));
    }

    /** Decimals that are shares of their own sum. */
    public static Weights ofDecimals(List<BigDecimal> parts) {
        var digits = parts.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        return of(parts.stream()
                .map(part -> part.movePointRight(digits).toBigIntegerExact())
                .toList());
    }

    /** All of the credit on one of {@code size} touches. */
    static Weights allOn(int index, int size) {
        var parts = new ArrayList<>(Collections.nCopies(size, BigInteger.ZERO));
        parts.set(index, BigInteger.ONE);
        return new Weights(parts, BigInteger.ONE);
    }

    public int size() {
        return parts.size();
    }

    public Weight get(int index) {
        return new Weight(parts.get(index), whole);
    }

    /**
     * Splits money without losing a unit: largest remainder, ties to the lower index (decision-spec S3). The parts sum to the
     * amount, and a zero weight gets nothing.
     */
    public List<Long> split(long amountMinor) {
        var amount = BigInteger.valueOf(amountMinor).abs();
        var shares = parts.stream()
                .map(part -> amount.multiply(part).divideAndRemainder(whole))
                .toList();
        var units = new ArrayList<BigInteger>(shares.size());
        var left = amount;
        for (var share : shares) {
            units.add(share[0]);
            left = left.subtract(share[0]);
        }
        // Fewer units are left than there are remainders above zero, so no zero weight is ever reached.
        byLargestRemainder(shares, left.intValueExact())
                .forEach(index -> units.set(index, units.get(index).add(BigInteger.ONE)));
        return units.stream()
                .map(unit -> amountMinor < 0 ? unit.negate() : unit)
                .map(BigInteger::longValueExact)
                .toList();
    }

    private static List<Integer> byLargestRemainder(List<BigInteger[]> shares, int count) {
        if (count == 0) return List.of();
        return IntStream.range(0, shares.size())
                .boxed()
                .sorted(Comparator.comparing((Integer index) -> shares.get(index)[1])
                        .reversed())
                .limit(count)
                .toList();
    }
}
