package io.grapevine.insights.experiment;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The two-proportion z test, two-sided, of b against a.
 *
 * @param difference b's rate less a's
 * @param standardError of the difference, if both arms have the pooled rate
 * @param z difference in standard errors; 0 if nobody or everybody succeeded, where there is no error to measure by
 * @param pValue how often chance alone brings rates at least as far apart
 * @param confidence where the difference lies in 95 of 100 experiments, by each arm's own variance
 */
public record TwoProportions(
        BigDecimal rateA,
        BigDecimal rateB,
        BigDecimal difference,
        BigDecimal pooledRate,
        double standardError,
        double z,
        double pValue,
        Interval confidence) {

    private static final double BEYOND_95_PERCENT = 0.025;

    /** Both ends belong to it. */
    public record Interval(double low, double high) {}

    /** Empty while an arm has no trials: it has no rate, and so there is nothing to compare. */
    public static Optional<TwoProportions> compare(Arm a, Arm b) {
        return a.tried() && b.tried() ? Optional.of(of(new Contrast(a, b))) : Optional.empty();
    }

    private static TwoProportions of(Contrast contrast) {
        var difference = contrast.difference();
        var error = Math.sqrt(contrast.pooledVariance().doubleValue());
        var z = error == 0 ? 0 : difference.doubleValue() / error;
        var reach = StandardNormal.exceededBy(BEYOND_95_PERCENT)
                * Math.sqrt(contrast.unpooledVariance().doubleValue());
        return new TwoProportions(
                contrast.rateA(),
                contrast.rateB(),
                difference,
                contrast.pooledRate(),
                error,
                z,
                StandardNormal.twoSided(z),
                new Interval(difference.doubleValue() - reach, difference.doubleValue() + reach));
    }
}
