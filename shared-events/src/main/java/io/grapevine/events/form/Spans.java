package io.grapevine.events.form;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 30d}, {@code 12h}, {@code 15m}, {@code 45s}, {@code 2w}, or ISO 8601. */
final class Spans {

    // Nine digits cannot overflow in any unit.
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([wdhms])");
    private static final int DAYS_PER_WEEK = 7;

    private Spans() {}

    /** Empty if the text is no duration. A day is always 24 hours; calendar units (months, years) are no durations. */
    static Optional<Duration> parse(String text) {
        var matcher = SHORT.matcher(text);
        if (!matcher.matches()) return iso(text);
        var count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "w" -> Duration.ofDays(count * DAYS_PER_WEEK);
                    case "d" -> Duration.ofDays(count);
                    case "h" -> Duration.ofHours(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofSeconds(count);
                });
    }

    private static Optional<Duration> iso(String text) {
        if (!text.startsWith("P")) return Optional.empty();
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException | ArithmeticException noDuration) {
            return Optional.empty();
        }
    }
}
