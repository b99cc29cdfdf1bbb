package io.grapevine.acceptance.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * Powers of one half for time_decay. What is left of a touch is told in units of 2^-128, the finest that decisions know: beyond 128
 * half-lives it is nothing.
 */
final class Halving {
    private static final int FINEST = 128;
    private static final BigDecimal UNITS = BigDecimal.valueOf(2).pow(FINEST);
    // 128 bits are 39 digits; the others take what rounding loses on the way.
    private static final MathContext DIGITS = new MathContext(80);
    private static final BigDecimal SMALLEST = BigDecimal.ONE.movePointLeft(DIGITS.getPrecision());
    private static final BigDecimal LN_2 = ln2();

    private Halving() {}

    static BigDecimal left(Instant touchedAt, Instant youngest, Duration halfLife) {
        var halfLives = nanos(Duration.between(touchedAt, youngest)).divideAndRemainder(nanos(halfLife));
        if (halfLives[0].compareTo(BigDecimal.valueOf(FINEST)) > 0) return BigDecimal.ZERO;
        var part = halfLives[1].divide(nanos(halfLife), DIGITS);
        return UNITS.multiply(exp(part.multiply(LN_2).negate()))
                .divide(BigDecimal.valueOf(2).pow(halfLives[0].intValueExact()), DIGITS)
                .setScale(0, RoundingMode.HALF_UP);
    }

    private static BigDecimal nanos(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(duration.getNano()));
    }

    /** The series, for an exponent from -1 to 0. */
    private static BigDecimal exp(BigDecimal exponent) {
        var sum = BigDecimal.ONE;
        var term = BigDecimal.ONE;
        for (var n = 1; term.abs().compareTo(SMALLEST) > 0; n++) {
            term = term.multiply(exponent).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    /** By the series of 2 artanh(1/3). */
    private static BigDecimal ln2() {
        var sum = BigDecimal.ZERO;
        var power = BigDecimal.ONE.divide(BigDecimal.valueOf(3), DIGITS);
        for (var n = 1; power.compareTo(SMALLEST) > 0; n += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
            power = power.divide(BigDecimal.valueOf(9), DIGITS);
        }
        return sum.multiply(BigDecimal.valueOf(2));
    }
}
