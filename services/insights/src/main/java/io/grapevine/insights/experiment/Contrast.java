package io.grapevine.insights.experiment;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How far two rates are apart. Counts are multiplied before anything is divided or subtracted: the difference of two rates that
 * agree in ten digits would keep six of a double's.
 */
record Contrast(Arm a, Arm b) {

    private static final MathContext PRECISION = MathContext.DECIMAL128;

    Contrast {
        if (!a.tried() || !b.tried()) throw new IllegalArgumentException("both arms need trials, were " + a + ", " + b);
    }

    BigDecimal rateA() {
        return ratio(decimal(a.successes()), decimal(a.trials()));
    }

    BigDecimal rateB() {
        return ratio(decimal(b.successes()), decimal(b.trials()));
    }

    /** b's rate less a's. */
    BigDecimal difference() {
        var ahead = decimal(b.successes()).multiply(decimal(a.trials()));
        var behind = decimal(a.successes()).multiply(decimal(b.trials()));
        return ratio(ahead.subtract(behind), decimal(a.trials()).multiply(decimal(b.trials())));
    }

    /** The rate if the variants made no difference. */
    BigDecimal pooledRate() {
        return ratio(successes(), trials());
    }

    /** p(1-p)(1/na + 1/nb), p pooled. */
    BigDecimal pooledVariance() {
        var failures = decimal(a.failures()).add(decimal(b.failures()));
        return ratio(
                successes().multiply(failures),
                trials().multiply(decimal(a.trials())).multiply(decimal(b.trials())));
    }

    /** pa(1-pa)/na + pb(1-pb)/nb. */
    BigDecimal unpooledVariance() {
        return variance(a).add(variance(b));
    }

    private static BigDecimal variance(Arm arm) {
        return ratio(
                decimal(arm.successes()).multiply(decimal(arm.failures())),
                decimal(arm.trials()).pow(3));
    }

    private BigDecimal successes() {
        return decimal(a.successes()).add(decimal(b.successes()));
    }

    private BigDecimal trials() {
        return decimal(a.trials()).add(decimal(b.trials()));
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return part.divide(whole, PRECISION);
    }

    private static BigDecimal decimal(long count) {
        return BigDecimal.valueOf(count);
    }
}
