package io.grapevine.attribution.model;

import java.math.BigInteger;
import java.time.Duration;

/**
 * Powers of one half as whole numbers, the same on every machine: a double would be off by whole cents on large amounts, and
 * {@code Math.pow} may differ in its last bit from one processor to another.
 */
final class HalfLives {

    /** What is left of a whole is told in units of 2^-128, and is zero from 129 half-lives on: amounts have 63 bits. */
    static final int BITS = 128;

    /** Guard bits take the rounding of all steps below the last bit that is told. */
    private static final int GUARDED_BITS = BITS + 32;

    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(GUARDED_BITS);
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger LN_2 = ln2();
    /** Two tables of 2^-(j/256) and 2^-(j/65536) leave an exponent for which the series is short. */
    private static final int TABLE_BITS = 8;

    private static final BigInteger[] COARSE = table(TABLE_BITS);
    private static final BigInteger[] FINE = table(2 * TABLE_BITS);
    /** (ln 2 / 65536)^n / n! is below the last bit from here on. */
    private static final int TERMS = 9;

    private static final BigInteger[] INVERSE_FACTORIALS = inverseFactorials();

    private HalfLives() {}

    /** 2^-(elapsed / halfLife), in units of 2^-128; exact for whole numbers of half-lives, else off by less than a unit. */
    static BigInteger left(Duration elapsed, Duration halfLife) {
        var halfLifeNanos = nanos(halfLife);
        var passed = nanos(elapsed).divideAndRemainder(halfLifeNanos);
        if (passed[0].compareTo(BigInteger.valueOf(BITS)) > 0) return BigInteger.ZERO;
        var fraction = passed[1].shiftLeft(GUARDED_BITS).divide(halfLifeNanos);
        return nearest(twoToMinus(fraction), passed[0].intValueExact() + GUARDED_BITS - BITS);
    }

    /** 2^-fraction for 0 <= fraction < 1. */
    private static BigInteger twoToMinus(BigInteger fraction) {
        var index = fraction.shiftRight(GUARDED_BITS - 2 * TABLE_BITS).intValueExact();
        var rest = fraction.subtract(BigInteger.valueOf(index).shiftLeft(GUARDED_BITS - 2 * TABLE_BITS));
        var tabled = times(COARSE[index >> TABLE_BITS], FINE[index & FINE.length - 1]);
        return times(tabled, expOfMinus(times(rest, LN_2)));
    }

    /** The exponential series by Horner's rule. */
    private static BigInteger expOfMinus(BigInteger y) {
        var sum = INVERSE_FACTORIALS[TERMS];
        for (var n = TERMS - 1; n >= 0; n--) sum = INVERSE_FACTORIALS[n].subtract(times(y, sum));
        return sum;
    }

    private static BigInteger times(BigInteger a, BigInteger b) {
        return a.multiply(b).shiftRight(GUARDED_BITS);
    }

    private static BigInteger nearest(BigInteger value, int bitsLess) {
        return value.shiftRight(bitsLess - 1).add(BigInteger.ONE).shiftRight(1);
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds())
                .multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(duration.getNano()));
    }

    /** ln 2 = sum of 2^-k / k. */
    private static BigInteger ln2() {
        var sum = BigInteger.ZERO;
        for (var k = 1; k <= GUARDED_BITS; k++) sum = sum.add(ONE.shiftRight(k).divide(BigInteger.valueOf(k)));
        return sum;
    }

    /** 2^-(j / 2^roots), by taking the root of one half so often. */
    private static BigInteger[] table(int roots) {
        var step = ONE.shiftRight(1);
        for (var root = 0; root < roots; root++)
            step = step.shiftLeft(GUARDED_BITS).sqrt();
        var table = new BigInteger[1 << TABLE_BITS];
        table[0] = ONE;
        for (var j = 1; j < table.length; j++) table[j] = times(table[j - 1], step);
        return table;
    }

    private static BigInteger[] inverseFactorials() {
        var inverses = new BigInteger[TERMS + 1];
        inverses[0] = ONE;
        for (var n = 1; n <= TERMS; n++) inverses[n] = inverses[n - 1].divide(BigInteger.valueOf(n));
        return inverses;
    }
}
