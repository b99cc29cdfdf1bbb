package io.grapevine.rewardissuing.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When the merchant's own system is asked again about a reward, and when it is not asked any more. */
public final class CallPlan {

    /** So long after the first call its silence counts as the program says; at that instant it is over. */
    public static final Duration PATIENCE = Duration.ofHours(72);

    // Close together first, for most outages are short; then three times a day.
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8));
    // Spreads the calls about rewards that failed together, so that a system that comes back is not met by all at once.
    private static final double LARGEST_DEVIATION = 0.1;

    private CallPlan() {}

    /** Whether silence counts now. */
    public static boolean isOver(Instant firstAt, Instant now) {
        return !now.isBefore(firstAt.plus(PATIENCE));
    }

    /**
     * When to ask again after a call that failed; at the end of the patience at the latest, where nobody is asked any more.
     *
     * @param failures so far, the last one included; from 1
     * @param jitter in [0, 1): 0.5 waits exactly as long as planned, 0 waits 10 % less, 1 would wait 10 % more
     */
    public static Instant next(Instant firstAt, int failures, Instant now, double jitter) {
        if (failures < 1) throw new IllegalArgumentException("failures counts from 1, was " + failures);
        if (!(jitter >= 0 && jitter < 1)) throw new IllegalArgumentException("jitter must be in [0, 1), was " + jitter);
        var wait = WAITS.get(Math.min(failures, WAITS.size()) - 1);
        var again = now.plusMillis(Math.round(wait.toMillis() * (1 + LARGEST_DEVIATION * (2 * jitter - 1))));
        var end = firstAt.plus(PATIENCE);
        return again.isBefore(end) ? again : end;
    }
}
