package io.grapevine.insights.experiment;

/**
 * How many of one kind are among some that are drawn from two kinds without putting back.
 *
 * @param wanted how many there are of that kind
 * @param others how many there are of the other
 * @param drawn how many of both are drawn
 */
record Hypergeometric(long wanted, long others, long drawn) {

    /** What is rarer than this beside the likeliest number would not be seen even in a tail that a double can just hold. */
    private static final double NEGLIGIBLE = 1e-290;

    /** P(X < x), P(X = x) and P(X >= x). */
    record Tails(double below, double at, double fromIt) {}

    /**
     * Each probability from its neighbour's, outwards from the likeliest, all divided by their sum in the end. Logarithms of the beta
     * function would cancel, at some million trials, in the very digits that are asked for.
     */
    Tails splitAt(long value) {
        var likeliest = likeliest();
        var below = 0.0;
        var at = 0.0;
        var above = 0.0;
        var share = 1.0;
        for (var x = likeliest; share > NEGLIGIBLE; x++) {
            if (x < value) below += share;
            else if (x == value) at = share;
            else above += share;
            share *= toNext(x);
        }
        share = toPrevious(likeliest);
        for (var x = likeliest - 1; share > NEGLIGIBLE; x--) {
            if (x < value) below += share;
            else if (x == value) at = share;
            else above += share;
            share *= toPrevious(x);
        }
        var all = below + at + above;
        return new Tails(below / all, at / all, (at + above) / all);
    }

    /** Near it is enough: it is where the sum starts. */
    private long likeliest() {
        var mode = (long) ((drawn + 1.0) * (wanted + 1.0) / (wanted + others + 2.0));
        return Math.clamp(mode, Math.max(0, drawn - others), Math.min(drawn, wanted));
    }

    /** P(X = x+1)/P(X = x), 0 at the upper end. */
    private double toNext(long x) {
        return ((double) (wanted - x) / (x + 1)) * ((double) (drawn - x) / (others - drawn + x + 1));
    }

    /** P(X = x-1)/P(X = x), 0 at the lower end. */
    private double toPrevious(long x) {
        return ((double) x / (wanted - x + 1)) * ((double) (others - drawn + x) / (drawn - x + 1));
    }
}
