package io.grapevine.acceptance.explain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A length of time between two moments.
 *
 * @param length null = unlimited
 * @param inclusive whether exactly the length still counts
 */
record Window(@Nullable Duration length, boolean inclusive) {

    /** False if {@code later} is earlier. */
    boolean covers(Instant earlier, Instant later) {
        var age = Duration.between(earlier, later);
        if (age.isNegative()) return false;
        if (length == null) return true;
        var compared = age.compareTo(length);
        return compared < 0 || inclusive && compared == 0;
    }
}
