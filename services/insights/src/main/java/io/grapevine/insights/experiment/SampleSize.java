package io.grapevine.insights.experiment;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How many people each arm needs before a difference is worth looking for (Miller; unpooled, two-sided).
 *
 * @param baseline rate without the change, 0-1
 * @param detectable smallest difference worth finding, in points of the rate; below 0 for a fall
 * @param alpha how often chance may pass for a difference
 * @param power how often such a difference must be found
 */
public record SampleSize(BigDecimal baseline, BigDecimal detectable, BigDecimal alpha, BigDecimal power) {

    private static final MathContext PRECISION = MathContext.DECIMAL128;

    /** Below this the number of people leaves a double. */
    private static final BigDecimal SMALLEST = new BigDecimal("1E-100");

    public SampleSize {
        requireRate("baseline", baseline);
        requireRate("baseline + detectable", baseline.add(detectable, PRECISION));
        if (detectable.abs().compareTo(SMALLEST) < 0)
            throw new IllegalArgumentException(
                    "detectable must be at least " + SMALLEST + ", up or down, was " + detectable);
        requireInside("alpha", alpha);
        requireInside("power", power);
    }

    /** ((z_alpha/2 sqrt(2p(1-p)) + z_power sqrt(p(1-p) + q(1-q)))/d)^2, q = p + d. */
    public double perArm() {
        var unchanged = spread(baseline);
        var changed = spread(baseline.add(detectable, PRECISION));
        var byChance = StandardNormal.exceededBy(alpha.doubleValue() / 2) * Math.sqrt(2 * unchanged);
        var missed = StandardNormal.exceededBy(complement(power).doubleValue()) * Math.sqrt(unchanged + changed);
        return Math.pow((byChance + missed) / detectable.doubleValue(), 2);
    }

    /** To the nearest whole person, as published tables have it. */
    public BigInteger perArmRounded() {
        return new BigDecimal(perArm()).setScale(0, RoundingMode.HALF_UP).toBigInteger();
    }

    private static double spread(BigDecimal rate) {
        return rate.multiply(complement(rate), PRECISION).doubleValue();
    }

    private static BigDecimal complement(BigDecimal rate) {
        return BigDecimal.ONE.subtract(rate, PRECISION);
    }

    private static void requireRate(String name, BigDecimal value) {
        if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0)
            throw new IllegalArgumentException(name + " must be from 0 to 1, was " + value);
    }

    private static void requireInside(String name, BigDecimal value) {
        // As doubles: what is nearer to an end than they can say has no quantile.
        if (value.doubleValue() <= 0 || complement(value).doubleValue() <= 0)
            throw new IllegalArgumentException(name + " must be between 0 and 1, was " + value);
    }
}
