package io.grapevine.benchmark.load;

/**
 * Tells when a JVM is as fast as it gets: two slices of load in a row were hardly faster than the best before them. The second
 * compiler shares two cores with the load, so that takes longer for much code than for little; a fixed time would measure the
 * compiler.
 */
public final class WarmUp {

    private static final double HARDLY_FASTER = 1.05;
    private static final int SLICES_WITHOUT_GAIN = 2;
    private static final int MOST_SLICES = 15;

    private double best;
    private int slices;
    private int withoutGain;

    public boolean isOver() {
        return withoutGain >= SLICES_WITHOUT_GAIN || slices >= MOST_SLICES;
    }

    /** Takes a slice's rate into account; any unit, the same each time. */
    public void saw(double rate) {
        slices++;
        withoutGain = rate > best * HARDLY_FASTER ? 0 : withoutGain + 1;
        best = Math.max(best, rate);
    }
}
