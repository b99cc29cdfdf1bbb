package io.grapevine.notification.preference;

import java.time.Duration;

/**
 * How much promotion a reader gets over a channel.
 *
 * @param patience how long after it happened a notice still waits for its turn; then it is dropped
 */
public record Cap(int most, Duration within, Duration patience) {

    public Cap {
        if (most < 1) throw new IllegalArgumentException("most must be positive, was " + most);
        if (!within.isPositive()) throw new IllegalArgumentException("within must be positive, was " + within);
    }
}
