package io.grapevine.notification.invitation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many people an advocate may still invite: a limit that protects strangers from one who writes to everybody.
 *
 * @param most within {@link #DAY}
 * @param used of it
 * @param since when the first of those was asked; null if there is none
 */
public record Allowance(int most, int used, @Nullable Instant since) {

    public static final Duration DAY = Duration.ofDays(1);

    public boolean covers(int more) {
        return used + more <= most;
    }

    public int left() {
        return Math.max(0, most - used);
    }

    /** How long until there is room for at least one; the whole day if none was used, since then the batch alone is too large. */
    public Duration wait(Instant now) {
        var free = since == null ? DAY : Duration.between(now, since.plus(DAY));
        return free.isPositive() ? free : Duration.ofSeconds(1);
    }
}
