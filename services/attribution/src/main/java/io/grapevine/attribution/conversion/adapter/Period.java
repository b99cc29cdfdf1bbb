package io.grapevine.attribution.conversion.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.form.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Event times that a report is about: from, inclusive, to, exclusive. */
record Period(Instant from, Instant to) {

    // No event is older or younger than the log's own form of a time can say.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** As a caller writes it; either end may be left open. */
    static Period read(@Nullable String from, @Nullable String to) {
        var period = new Period(time("from", from, FIRST), time("to", to, LAST));
        if (!period.from.isBefore(period.to))
            throw Problem.badRequest(
                    "invalid_parameter", "The period is empty: from " + period.from + " to " + period.to + ".");
        return period;
    }

    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    private static Instant time(String name, @Nullable String text, Instant open) {
        if (text == null) return open;
        return Times.parse(text)
                .orElseThrow(() -> Problem.badRequest(
                        "invalid_parameter", name + " must be an RFC 3339 time with offset, was " + text + "."));
    }
}
