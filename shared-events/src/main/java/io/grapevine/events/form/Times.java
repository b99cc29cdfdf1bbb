package io.grapevine.events.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Times as clients write them: RFC 3339, whose years have four digits, with the offset. */
public final class Times {

    /** Databases have no year 0. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Times() {}

    /** Empty if the text is no such time, or none of the years 1 to 9999 in UTC. */
    public static Optional<Instant> parse(String text) {
        try {
            var at = OffsetDateTime.parse(text).toInstant();
            return at.isBefore(FIRST) || at.isAfter(LAST) ? Optional.empty() : Optional.of(at);
        } catch (DateTimeException notRfc3339) {
            return Optional.empty();
        }
    }
}
