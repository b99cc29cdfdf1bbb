package io.grapevine.insights.leaderboard;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a leaderboard runs, UTC; a week begins on Monday. */
public enum Span {
    DAY,
    WEEK,
    MONTH,
    ALL;

    /** Whole days; null is open. */
    public record Days(@Nullable Instant from, @Nullable Instant to) {}

    /** The one that the moment lies in. */
    public Days around(Instant moment) {
        var day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return switch (this) {
            case DAY -> days(day, day.plusDays(1));
            case WEEK -> {
                var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield days(monday, monday.plusWeeks(1));
            }
            case MONTH -> days(day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1));
            case ALL -> new Days(null, null);
        };
    }

    private static Days days(LocalDate from, LocalDate to) {
        return new Days(
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Span> named(String word) {
        return Arrays.stream(values())
                .filter(span -> span.wireName().equals(word))
                .findFirst();
    }
}
