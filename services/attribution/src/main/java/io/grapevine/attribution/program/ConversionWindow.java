package io.grapevine.attribution.program;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long after a sign-up an order is still credited.
 *
 * @param length null = unlimited
 * @param inclusive whether an order exactly at the end still is
 */
public record ConversionWindow(@Nullable Duration length, boolean inclusive) {

    public boolean covers(Instant signedUpAt, Instant orderedAt) {
        if (length == null) return true;
        var end = signedUpAt.plus(length);
        return orderedAt.isBefore(end) || inclusive && orderedAt.equals(end);
    }
}
