package io.grapevine.insights.viralloop;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Customers over time when each brings K more after one cycle (Skok).
 *
 * @param customers0 customers at time 0
 * @param k K-factor
 */
public record Growth(double customers0, double k) {

    /** Nearer to 1 than this, K^(n+1) - 1 cancels, and the logarithmic form keeps the digits. */
    private static final double NEAR_ONE = 0.1;

    public Growth {
        if (!(customers0 >= 0))
            throw new IllegalArgumentException("customers0 must not be negative, was " + customers0);
        if (!(k >= 0)) throw new IllegalArgumentException("k must not be negative, was " + k);
    }

    /** Customers after {@code t}, in the unit of {@code cycle}: C0 (K^(n+1) - 1)/(K - 1), n = t/cycle, not rounded; C0 (n+1) for K = 1. */
    public double customersAt(double t, double cycle) {
        if (!(t >= 0)) throw new IllegalArgumentException("t must not be negative, was " + t);
        if (!(cycle > 0)) throw new IllegalArgumentException("cycle must be positive, was " + cycle);
        var n = t / cycle;
        if (k == 1) return customers0 * (n + 1);
        var excess = k - 1;
        var grown = Math.abs(excess) < NEAR_ONE ? Math.expm1((n + 1) * Math.log1p(excess)) : Math.pow(k, n + 1) - 1;
        return customers0 * grown / excess;
    }

    /** Size of each cohort from the first customers (generation 0) to the last generation: C0 K^g. */
    public List<Double> cohorts(int generations) {
        return IntStream.rangeClosed(0, generations)
                .mapToObj(generation -> customers0 * Math.pow(k, generation))
                .toList();
    }

    /** Everybody whom the seeds ever lead to, themselves included: seeds/(1-mean); null if mean >= 1, where the expectation has no bound. */
    public static @Nullable BigDecimal progeny(BigDecimal seeds, BigDecimal mean) {
        Rate.requireNotNegative("seeds", seeds);
        Rate.requireNotNegative("mean", mean);
        return mean.compareTo(BigDecimal.ONE) >= 0 ? null : Rate.of(seeds, BigDecimal.ONE.subtract(mean));
    }
}
