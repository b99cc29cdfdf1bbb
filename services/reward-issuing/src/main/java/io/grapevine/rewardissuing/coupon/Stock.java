package io.grapevine.rewardissuing.coupon;

import java.util.Optional;

/**
 * What a pool has.
 *
 * @param imported ever
 * @param givenOut of these; a code is given out once, whatever becomes of the reward
 * @param waiting rewards that wait for a code of it
 */
public record Stock(String pool, long imported, long givenOut, long waiting) {

    public Stock {
        if (givenOut > imported)
            throw new IllegalArgumentException("givenOut must not exceed " + imported + ", was " + givenOut);
    }

    public long left() {
        return imported - givenOut;
    }

    /** What is worth telling once these were given out: a pool becomes low once and runs out once, until it is filled again. */
    public Optional<Shortage> shortageAfter(long given, long lowAt) {
        if (given > 0 && left() == 0) return Optional.of(Shortage.RAN_OUT);
        return isLow(lowAt) && left() + given >= lowAt ? Optional.of(Shortage.LOW) : Optional.empty();
    }

    /** Whether somebody should import more before it runs out. */
    public boolean isLow(long lowAt) {
        return left() < lowAt;
    }
}
