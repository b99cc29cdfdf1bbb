package io.grapevine.acceptance.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Splits money by weights without losing a unit (S3). */
final class Splitting {
    private Splitting() {}

    /** @param weights shares of their own sum, which is positive */
    static List<Long> split(long amountMinor, List<BigDecimal> weights) {
        var sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var amount = BigDecimal.valueOf(amountMinor).abs();
        var exact = weights.stream()
                .map(weight -> amount.multiply(weight).divideAndRemainder(sum))
                .toList();
        var units = new ArrayList<BigDecimal>();
        for (var share : exact) units.add(share[0]);
        var left = amount.subtract(units.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        // A stable sort leaves ties to the lower index.
        IntStream.range(0, exact.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> exact.get(i)[1]).reversed())
                .limit(left.longValueExact())
                .forEach(i -> units.set(i, units.get(i).add(BigDecimal.ONE)));
        return units.stream()
                .map(unit -> amountMinor < 0 ? unit.negate() : unit)
                .map(BigDecimal::longValueExact)
                .toList();
    }
}
