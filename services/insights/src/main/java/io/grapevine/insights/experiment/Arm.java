package io.grapevine.insights.experiment;

/**
 * What became of those who were shown one variant.
 *
 * @param successes how many of them did what the experiment is about
 * @param trials how many were shown it
 */
public record Arm(long successes, long trials) {

    public Arm {
        if (successes < 0) throw new IllegalArgumentException("successes must not be negative, was " + successes);
        if (trials < successes)
            throw new IllegalArgumentException(
                    "trials must not be below successes, was " + trials + " with " + successes + " successes");
    }

    /** Whether there is a rate at all. */
    public boolean tried() {
        return trials > 0;
    }

    long failures() {
        return trials - successes;
    }
}
