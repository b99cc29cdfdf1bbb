package io.grapevine.insights.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * A p-value that may be looked at at any time (mSPRT, Johari et al. 2017): a test that stops at the first look with p below alpha
 * is wrong in at most alpha of all cases, however often it looks.
 *
 * @param tau standard deviation of the differences that are thought likely beforehand
 */
public record AlwaysValid(double tau) {

    public AlwaysValid {
        if (!(tau >= 0) || tau == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("tau must be a number from 0, was " + tau);
    }

    /**
     * The figures so far, at one time.
     *
     * @param likelihoodRatio Lambda, for a difference against none; infinite where a double ends
     * @param pValue the smallest 1/Lambda of this look and all before, at most 1
     */
    public record Look(double likelihoodRatio, double pValue) {}

    /** Each counts what all before it counted, and what came since. */
    public record Counts(Arm a, Arm b) {}

    /** One look for each element, p never rising. */
    public List<Look> looks(List<Counts> counts) {
        var looks = new ArrayList<Look>(counts.size());
        var p = 1.0;
        for (var so : counts) {
            var logarithm = logLikelihoodRatio(so.a(), so.b());
            p = Math.min(p, Math.exp(-logarithm));
            looks.add(new Look(Math.exp(logarithm), p));
        }
        return List.copyOf(looks);
    }

    /**
     * Of Lambda = sqrt(V/(V+tau^2)) exp(d^2 tau^2/(2V(V+tau^2))), as its logarithm, since Lambda outgrows a double at some thousand
     * clear successes. 0 if V = 0; and 0 for an arm without trials, where V has no bound and Lambda tends to 1.
     */
    private double logLikelihoodRatio(Arm a, Arm b) {
        if (!a.tried() || !b.tried()) return 0;
        var contrast = new Contrast(a, b);
        var variance = contrast.unpooledVariance().doubleValue();
        if (variance == 0) return 0;
        // By tau^2/V, so that neither square leaves the range of a double; log1p keeps a small one.
        var spread = tau / Math.sqrt(variance);
        var squared = spread * spread;
        var z = contrast.difference().doubleValue() / Math.sqrt(variance);
        return (z * z * shrinkage(squared) - Math.log1p(squared)) / 2;
    }

    /** r/(1+r), 1 for an r beyond a double. */
    private static double shrinkage(double ratio) {
        return 1 / (1 + 1 / ratio);
    }
}
