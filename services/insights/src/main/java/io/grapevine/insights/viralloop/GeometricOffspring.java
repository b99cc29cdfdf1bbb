package io.grapevine.insights.viralloop;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A distribution of offspring with a geometric tail: P(X = k) = b c^(k-1) for k >= 1, the rest at 0 (Grinstead and Snell 10.2).
 *
 * @param b probability of bringing exactly one
 * @param c ratio of each probability to the one before
 */
public record GeometricOffspring(BigDecimal b, BigDecimal c) {

    private static final MathContext PRECISION = MathContext.DECIMAL128;

    public GeometricOffspring {
        Rate.requireNotNegative("b", b);
        Rate.requireNotNegative("c", c);
        if (c.compareTo(BigDecimal.ONE) >= 0) throw new IllegalArgumentException("c must be below 1, was " + c);
        if (b.add(c).compareTo(BigDecimal.ONE) > 0)
            throw new IllegalArgumentException("b + c must be at most 1, was " + b.add(c));
    }

    /** The plain geometric distribution P(X = k) = p (1-p)^k. */
    public static GeometricOffspring stoppingWith(BigDecimal p) {
        var q = BigDecimal.ONE.subtract(p);
        return new GeometricOffspring(p.multiply(q), q);
    }

    /** b/(1-c)^2. */
    public BigDecimal mean() {
        return b.divide(BigDecimal.ONE.subtract(c).pow(2), PRECISION);
    }

    /** Probability that the loop dies out: 1 if the mean is at most 1, else (1-b-c)/(c(1-c)). */
    public BigDecimal extinction() {
        var rest = BigDecimal.ONE.subtract(c);
        if (rest.subtract(b).signum() == 0) return BigDecimal.ZERO; // everybody brings somebody
        if (b.compareTo(rest.pow(2)) <= 0) return BigDecimal.ONE;
        return rest.subtract(b).divide(c.multiply(rest), PRECISION);
    }
}
