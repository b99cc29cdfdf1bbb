package io.grapevine.insights.experiment;

/**
 * What is believed of a rate: the Beta distribution with whole parameters.
 *
 * @param alpha successes, those believed beforehand included
 * @param beta failures, likewise
 */
public record Beta(long alpha, long beta) {

    /** Every rate is as likely as any other. */
    public static final Beta UNIFORM = new Beta(1, 1);

    public Beta {
        if (alpha <= 0) throw new IllegalArgumentException("alpha must be positive, was " + alpha);
        if (beta <= 0) throw new IllegalArgumentException("beta must be positive, was " + beta);
    }

    /** What is believed after the arm was seen: Beta(alpha + successes, beta + failures). */
    public Beta after(Arm arm) {
        return new Beta(Math.addExact(alpha, arm.successes()), Math.addExact(beta, arm.failures()));
    }
}
