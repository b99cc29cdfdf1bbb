package io.grapevine.insights.experiment;

import java.math.BigInteger;

/**
 * Which of two rates is the better one, by what is believed of each.
 *
 * @param bBeatsA P(B > A)
 * @param lossOfA what choosing A loses on average, in points of the rate: E max(B - A, 0)
 * @param lossOfB what choosing B loses on average: E max(A - B, 0)
 */
public record BetterRate(double bBeatsA, double lossOfA, double lossOfB) {

    /** A trillion people are more than there will be; the sum's time grows with the root of their number (there about 0.2 s). */
    public static final long MOST_SEEN = 1_000_000_000_000L;

    /**
     * The closed form, an exact finite sum. A rate with the parameters (a, b) lies as the a-th of a + b - 1 uniform numbers does, so B
     * beats A iff among the smallest (alpha A + alpha B - 1) of both rates' numbers at least alpha A are A's: a hypergeometric tail.
     */
    public static BetterRate of(Beta a, Beta b) {
        var seen = exact(a.alpha()).add(exact(a.beta())).add(exact(b.alpha())).add(exact(b.beta()));
        if (seen.compareTo(exact(MOST_SEEN)) > 0)
            throw new IllegalArgumentException("parameters must sum to at most " + MOST_SEEN + ", was " + seen);
        var tails = new Hypergeometric(a.alpha() + a.beta() - 1, b.alpha() + b.beta() - 1, a.alpha() + b.alpha() - 1)
                .splitAt(a.alpha());
        // B(aA+aB, bA+bB)/(B(aA,bA) B(aB,bB)): by how much, times 1/parameter, one more success or failure moves P(B >
        // A).
        var overlap = tails.at() * a.alpha() * b.beta() / (seen.doubleValue() - 1);
        var closeness = overlap * (1.0 / (a.alpha() + a.beta()) + 1.0 / (b.alpha() + b.beta()));
        var lead = lead(a, b);
        // What cancels may leave a little less than nothing.
        return new BetterRate(
                tails.fromIt(),
                Math.max(0, closeness + lead * tails.fromIt()),
                Math.max(0, closeness - lead * tails.below()));
    }

    /** B's mean less A's. */
    private static double lead(Beta a, Beta b) {
        var crossed = exact(b.alpha())
                .multiply(exact(a.beta()))
                .subtract(exact(a.alpha()).multiply(exact(b.beta())));
        return crossed.doubleValue() / (a.alpha() + a.beta()) / (b.alpha() + b.beta());
    }

    private static BigInteger exact(long count) {
        return BigInteger.valueOf(count);
    }
}
