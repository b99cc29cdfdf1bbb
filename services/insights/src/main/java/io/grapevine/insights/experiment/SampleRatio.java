package io.grapevine.insights.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Whether the arms are as large as they were meant to be (chi-square goodness of fit); if not, something loses people on one side,
 * and no figure of the experiment is to be believed.
 */
public record SampleRatio(double chiSquare, int degreesOfFreedom, double pValue) {

    /** Stricter than other tests: it is asked again and again while the experiment runs. */
    public static final BigDecimal ALPHA = new BigDecimal("0.001");

    private static final MathContext PRECISION = MathContext.DECIMAL128;

    /**
     * Empty while nobody was observed.
     *
     * @param observed people in each arm
     * @param ratio what their numbers should be proportional to
     */
    public static Optional<SampleRatio> check(List<Long> observed, List<BigDecimal> ratio) {
        if (observed.size() < 2) throw new IllegalArgumentException("observed must have two arms, was " + observed);
        if (observed.size() != ratio.size())
            throw new IllegalArgumentException("ratio must have a part for each arm, was " + ratio);
        for (var people : observed)
            if (people < 0) throw new IllegalArgumentException("observed must not be negative, was " + people);
        for (var part : ratio)
            if (part.signum() <= 0) throw new IllegalArgumentException("ratio must be positive, was " + part);
        var people = sum(observed.stream().map(BigDecimal::valueOf).toList());
        return people.signum() == 0 ? Optional.empty() : Optional.of(fit(observed, people, ratio));
    }

    /** p below alpha. */
    public boolean mismatch(BigDecimal alpha) {
        if (alpha.signum() <= 0 || alpha.compareTo(BigDecimal.ONE) >= 0)
            throw new IllegalArgumentException("alpha must be between 0 and 1, was " + alpha);
        return new BigDecimal(pValue).compareTo(alpha) < 0;
    }

    private static SampleRatio fit(List<Long> observed, BigDecimal people, List<BigDecimal> ratio) {
        var parts = sum(ratio);
        var chiSquare = BigDecimal.ZERO;
        for (var arm = 0; arm < observed.size(); arm++) {
            var expected = people.multiply(ratio.get(arm)).divide(parts, PRECISION);
            var off = BigDecimal.valueOf(observed.get(arm)).subtract(expected, PRECISION);
            chiSquare = chiSquare.add(off.pow(2).divide(expected, PRECISION), PRECISION);
        }
        var degreesOfFreedom = observed.size() - 1;
        var chi = chiSquare.doubleValue();
        return new SampleRatio(chi, degreesOfFreedom, RegularizedGamma.Q.value(degreesOfFreedom / 2.0, chi / 2));
    }

    /** Rounded to 34 digits, as 1 + 1E+999999999 has a billion. */
    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, (sum, number) -> sum.add(number, PRECISION));
    }
}
