package io.grapevine.attribution.journey;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far back a touchpoint may lie and still earn credit; {@code edge} says whether the far edge itself still counts
 * (decision-spec S1).
 *
 * @param length null = unlimited
 */
public record LookbackWindow(@Nullable Duration length, Edge edge) {

    /** Whether a touchpoint of exactly the window's age counts. */
    public enum Edge {
        INCLUSIVE,
        EXCLUSIVE
    }

    public LookbackWindow {
        if (length != null && !length.isPositive())
            throw new IllegalArgumentException("lookback window must be positive, was " + length);
    }

    /** False for a touchpoint after the conversion, too. */
    public boolean covers(Instant touchedAt, Instant convertedAt) {
        if (touchedAt.isAfter(convertedAt)) return false;
        if (length == null) return true;
        var farEdge = convertedAt.minus(length);
        return touchedAt.isAfter(farEdge) || edge == Edge.INCLUSIVE && touchedAt.equals(farEdge);
    }
}
