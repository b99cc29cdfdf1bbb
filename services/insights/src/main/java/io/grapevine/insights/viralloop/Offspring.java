package io.grapevine.insights.viralloop;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How many new customers one customer brings, as a distribution, and whether the loop dies out (Galton-Watson).
 *
 * @param probabilities of bringing 0, 1, 2, … people; they sum to 1
 */
public record Offspring(List<BigDecimal> probabilities) {

    /** Published tables are rounded. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.000001");

    /** Newton's steps are quadratic and fall monotonically; this is never reached. */
    private static final int MOST_STEPS = 200;

    private static final double PRECISE_ENOUGH = 1e-15;

    public Offspring {
        probabilities = List.copyOf(probabilities);
        for (var probability : probabilities) Rate.requireNotNegative("probability", probability);
        var sum = probabilities.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.subtract(BigDecimal.ONE).abs().compareTo(ROUNDING) > 0)
            throw new IllegalArgumentException("probabilities must sum to 1, was " + sum);
    }

    /** Expected number brought by one: the K-factor. */
    public BigDecimal mean() {
        var mean = BigDecimal.ZERO;
        for (var k = 1; k < probabilities.size(); k++)
            mean = mean.add(probabilities.get(k).multiply(BigDecimal.valueOf(k)));
        return mean;
    }

    /** Probability that the loop has died out by generation 1, 2, …: q(g) = f(q(g-1)), q(0) = 0. */
    public List<Double> extinctBy(int generations) {
        var extinct = new ArrayList<Double>(generations);
        var q = 0.0;
        for (var generation = 1; generation <= generations; generation++) {
            q = generating(q);
            extinct.add(q);
        }
        return List.copyOf(extinct);
    }

    /** Probability that the loop dies out ever: 1 if the mean is at most 1 (unless everybody brings exactly one), else the smallest fixed point of f. */
    public double extinction() {
        if (probability(0).signum() == 0) return 0;
        return mean().compareTo(BigDecimal.ONE) <= 0 ? 1 : fixedPointBelowOne();
    }

    /**
     * f(s) = s without its root at 1: dividing by (1 - s) leaves sum P(X > j) s^j = 1, which rises and bends upwards, so Newton's
     * steps from 1 fall to the root and stay accurate when both roots are close (mean barely above 1).
     */
    private double fixedPointBelowOne() {
        var tails = tails();
        var s = 1.0;
        for (var step = 0; step < MOST_STEPS; step++) {
            double value = 0;
            double slope = 0;
            for (var j = tails.length - 1; j >= 0; j--) {
                slope = slope * s + value;
                value = value * s + tails[j];
            }
            var next = s - (value - 1) / slope;
            if (Math.abs(next - s) < PRECISE_ENOUGH) return next;
            s = next;
        }
        return s;
    }

    /** P(X > j) for j = 0, 1, …, exactly. */
    private double[] tails() {
        var tails = new double[probabilities.size() - 1];
        var tail = BigDecimal.ZERO;
        for (var j = tails.length - 1; j >= 0; j--) {
            tail = tail.add(probabilities.get(j + 1));
            tails[j] = tail.doubleValue();
        }
        return tails;
    }

    private double generating(double s) {
        var value = 0.0;
        for (var k = probabilities.size() - 1; k >= 0; k--)
            value = value * s + probabilities.get(k).doubleValue();
        return value;
    }

    private BigDecimal probability(int k) {
        return k < probabilities.size() ? probabilities.get(k) : BigDecimal.ZERO;
    }
}
