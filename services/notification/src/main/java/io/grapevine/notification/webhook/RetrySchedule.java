package io.grapevine.notification.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a failed post is tried again.
 *
 * @param waits after the first failure, the second, and so on; after the last of them the next failure is the end
 */
public record RetrySchedule(List<Duration> waits) {

    /**
     * Ten attempts over 75 h 35 min, the steps of Standard Webhooks. The third falls five minutes after the first (the specification's own steps
     * add up to 5 s more than the time it names, and than our contract does).
     */
    public static final RetrySchedule STANDARD = new RetrySchedule(List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5).minusSeconds(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24)));

    /** Spreads the retries of deliveries that failed together, so that a receiver that comes back is not met by all at once. */
    private static final double LARGEST_DEVIATION = 0.1;

    public RetrySchedule {
        waits = List.copyOf(waits);
        if (waits.stream().anyMatch(wait -> !wait.isPositive()))
            throw new IllegalArgumentException("waits must be positive, were " + waits);
    }

    /** After that many failures a delivery is a dead letter. */
    public int attempts() {
        return waits.size() + 1;
    }

    /**
     * How long to wait after the attempt that just failed.
     *
     * @param failedAttempts failures so far, the last one included; from 1
     * @param jitter in [0, 1): 0.5 waits exactly as long as the schedule says, 0 waits 10 % less, 1 would wait 10 % more
     * @return empty when there is nothing left to try
     */
    public Optional<Duration> waitAfter(int failedAttempts, double jitter) {
        if (failedAttempts < 1)
            throw new IllegalArgumentException("failedAttempts counts from 1, was " + failedAttempts);
        if (!(jitter >= 0 && jitter < 1)) throw new IllegalArgumentException("jitter must be in [0, 1), was " + jitter);
        if (failedAttempts >= attempts()) return Optional.empty();
        var wait = waits.get(failedAttempts - 1);
        var deviationMillis = Math.round(wait.toMillis() * LARGEST_DEVIATION * (2 * jitter - 1));
        return Optional.of(wait.plusMillis(deviationMillis));
    }
}
