package io.grapevine.insights.experiment;

import java.math.BigInteger;

/**
 * The simple sequential test (Miller): equal chances for both sides, only successes are counted, and the side that must prove
 * itself wins once it leads far enough.
 *
 * @param successes how many on both sides together end it without a winner (N)
 */
public record Race(long successes) {

    /** What to do after a look. */
    public enum Verdict {
        CONTINUE,
        TREATMENT_WINS,
        NO_WINNER
    }

    public Race {
        if (successes <= 0) throw new IllegalArgumentException("successes must be positive, was " + successes);
    }

    /** The lead that wins: 2 sqrt(N), itself included. */
    public double boundary() {
        return 2 * Math.sqrt(successes);
    }

    /** Judged by these counts alone; a win is looked for before the end. Compared as squares, which are exact. */
    public Verdict after(long treatment, long control) {
        requireNotNegative("treatment", treatment);
        requireNotNegative("control", control);
        var lead = BigInteger.valueOf(treatment).subtract(BigInteger.valueOf(control));
        var needed = BigInteger.valueOf(successes).shiftLeft(2);
        if (lead.signum() > 0 && lead.pow(2).compareTo(needed) >= 0) return Verdict.TREATMENT_WINS;
        var both = BigInteger.valueOf(treatment).add(BigInteger.valueOf(control));
        return both.compareTo(BigInteger.valueOf(successes)) >= 0 ? Verdict.NO_WINNER : Verdict.CONTINUE;
    }

    private static void requireNotNegative(String name, long value) {
        if (value < 0) throw new IllegalArgumentException(name + " must not be negative, was " + value);
    }
}
