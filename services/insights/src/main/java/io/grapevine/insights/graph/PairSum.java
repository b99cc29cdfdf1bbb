package io.grapevine.insights.graph;

import java.math.BigInteger;

/**
 * A sum of products of two ints beyond 64 bits: a chain of 3.8 million people already overflows a long. Kept as two longs, because a
 * BigInteger per edge would cost more than the sum.
 */
final class PairSum {

    private static final int LOW_BITS = 62;
    private static final long CARRY = 1L << LOW_BITS;

    private long high;
    private long low;

    /** @param pairs s (n - s) for ints s < n, so at most 2^60: low stays below 2^63 until it is carried */
    void add(long pairs) {
        low += pairs;
        if (low >= CARRY) {
            low -= CARRY;
            high++;
        }
    }

    BigInteger total() {
        return BigInteger.valueOf(high).shiftLeft(LOW_BITS).add(BigInteger.valueOf(low));
    }
}
