package io.grapevine.notification.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the two forms of {@code Retry-After} (RFC 9110, 10.2.3); anything else counts as not sent. */
public final class RetryAfter {

    /** More digits than any sane number of seconds; a longer text would overflow a long. */
    private static final int MOST_DIGITS = 10;

    private RetryAfter() {}

    /** The wait it asks for; a date in the past is zero. */
    public static Optional<Duration> parse(String header, Instant now) {
        var text = header.strip();
        return isNumber(text) ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : untilDate(text, now);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private static Optional<Duration> untilDate(String text, Instant now) {
        try {
            var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
