package io.grapevine.insights.viralloop;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Division as figures want it: decimal, and null instead of a number where there is nothing to divide by. */
final class Rate {

    private static final MathContext PRECISION = MathContext.DECIMAL128;

    private Rate() {}

    static @Nullable BigDecimal of(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.divide(whole, PRECISION);
    }

    static @Nullable BigDecimal of(long part, long whole) {
        return of(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    static void requireNotNegative(String name, BigDecimal value) {
        if (value.signum() < 0) throw new IllegalArgumentException(name + " must not be negative, was " + value);
    }

    static void requireNotNegative(String name, long value) {
        if (value < 0) throw new IllegalArgumentException(name + " must not be negative, was " + value);
    }
}
