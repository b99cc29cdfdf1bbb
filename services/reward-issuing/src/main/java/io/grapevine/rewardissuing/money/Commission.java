package io.grapevine.rewardissuing.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Commissions on one sale, exact in decimals and rounded once. */
public final class Commission {

    private static final int PERCENT_DIGITS = 2;

    private Commission() {}

    /** Percent of an amount, half away from zero; a negative amount gives the negated commission. */
    public static long percent(long amountMinor, BigDecimal ratePercent) {
        return rounded(exactPercent(amountMinor, ratePercent));
    }

    /** A fixed amount for each piece. */
    public static long flat(long amountMinor, long quantity) {
        if (quantity < 0) throw new IllegalArgumentException("quantity must not be negative, was " + quantity);
        return Math.multiplyExact(amountMinor, quantity);
    }

    /** Unrounded, so that slices of a tiered commission are summed before they are rounded. */
    static BigDecimal exactPercent(long amountMinor, BigDecimal ratePercent) {
        if (ratePercent.signum() < 0)
            throw new IllegalArgumentException("rate must not be negative, was " + ratePercent.toPlainString());
        return BigDecimal.valueOf(amountMinor).multiply(ratePercent).movePointLeft(PERCENT_DIGITS);
    }

    static long rounded(BigDecimal exact) {
        return exact.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
