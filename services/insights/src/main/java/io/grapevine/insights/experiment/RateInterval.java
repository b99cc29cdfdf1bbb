package io.grapevine.insights.experiment;

import java.util.Optional;

/** Where a rate lies in 95 of 100 cases (Wilson's score interval): never outside 0-1, and no point while nobody converted. Both ends belong to it. */
public record RateInterval(double low, double high) {

    private static final double BEYOND_95_PERCENT = 0.025;

    /** Empty without trials. */
    public static Optional<RateInterval> of(Arm arm, DesignEffect effect) {
        if (!arm.tried()) return Optional.empty();
        var trials = arm.trials() / effect.value();
        var rate = (double) arm.successes() / arm.trials();
        var z = StandardNormal.exceededBy(BEYOND_95_PERCENT);
        var squared = z * z / trials;
        var middle = (rate + squared / 2) / (1 + squared);
        var reach = z * Math.sqrt(rate * (1 - rate) / trials + squared / (4 * trials)) / (1 + squared);
        return Optional.of(new RateInterval(Math.max(0, middle - reach), Math.min(1, middle + reach)));
    }
}
