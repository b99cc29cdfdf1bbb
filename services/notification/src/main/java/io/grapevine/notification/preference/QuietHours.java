package io.grapevine.notification.preference;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When a reader wants no interruption, by the clock on the reader's wall; over midnight if {@code to} lies before {@code from}.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record QuietHours(LocalTime from, LocalTime to) {

    public QuietHours {
        if (from.equals(to))
            throw new IllegalArgumentException("quiet hours must end, were from " + from + " to " + to);
    }

    public boolean covers(Instant now, ZoneId zone) {
        var time = now.atZone(zone).toLocalTime();
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /** The first moment after {@code now} that is not quiet; {@code now} must be. Where the clock skips that time, the hour after it. */
    public Instant endAfter(Instant now, ZoneId zone) {
        var local = now.atZone(zone);
        var today = local.toLocalDate().atTime(to).atZone(zone).toInstant();
        return today.isAfter(now)
                ? today
                : local.toLocalDate().plusDays(1).atTime(to).atZone(zone).toInstant();
    }
}
