package io.grapevine.attribution.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A touch's exact share of a conversion.
 *
 * @param part not negative, at most the whole
 * @param whole positive
 */
public record Weight(BigInteger part, BigInteger whole) implements Comparable<Weight> {

    public Weight {
        if (part.signum() < 0) throw new IllegalArgumentException("part must not be negative, was " + part);
        if (whole.signum() <= 0) throw new IllegalArgumentException("whole must be positive, was " + whole);
        if (part.compareTo(whole) > 0)
            throw new IllegalArgumentException("part must not exceed the whole, was " + part + " of " + whole);
    }

    public boolean isZero() {
        return part.signum() == 0;
    }

    /** Of shares of the same whole. */
    public Weight plus(Weight other) {
        if (!whole.equals(other.whole))
            throw new IllegalArgumentException("shares of " + whole + " and of " + other.whole + " cannot be added");
        return new Weight(part.add(other.part), whole);
    }

    /** By value, so that a half is as much as two quarters although it does not equal them. */
    @Override
    public int compareTo(Weight other) {
        return part.multiply(other.whole).compareTo(other.part.multiply(whole));
    }

    /** For people and wires; the nearest there is. */
    public double doubleValue() {
        return new BigDecimal(part)
                .divide(new BigDecimal(whole), MathContext.DECIMAL128)
                .doubleValue();
    }
}
