package io.grapevine.insights.viralloop;

import org.jspecify.annotations.Nullable;

/**
 * How long it takes from one's own coming to each friend's, in seconds.
 *
 * @param known friends of whom it is known
 * @param p10 a tenth took no longer; null like the rest where none is known
 */
public record CycleTimes(
        int known,
        @Nullable Double mean,
        @Nullable Double p10,
        @Nullable Double p25,
        @Nullable Double median,
        @Nullable Double p75,
        @Nullable Double p90) {

    private static final double MILLIS = 1_000;
    private static final int PERCENT = 100;

    /** @param millis shortest first */
    public static CycleTimes of(long[] millis) {
        if (millis.length == 0) return new CycleTimes(0, null, null, null, null, null, null);
        var sum = 0.0;
        for (var each : millis) sum += each;
        return new CycleTimes(
                millis.length,
                sum / millis.length / MILLIS,
                percentile(millis, 10),
                percentile(millis, 25),
                percentile(millis, 50),
                percentile(millis, 75),
                percentile(millis, 90));
    }

    /** Nearest rank: the shortest time that so many percent did not exceed. */
    private static double percentile(long[] millis, int percent) {
        var rank = ((long) millis.length * percent + PERCENT - 1) / PERCENT;
        return millis[(int) Math.max(0, rank - 1)] / MILLIS;
    }
}
