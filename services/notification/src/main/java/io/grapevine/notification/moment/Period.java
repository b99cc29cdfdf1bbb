package io.grapevine.notification.moment;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * A week or month that is over, by UTC.
 *
 * @param to exclusive
 */
public record Period(Moment digest, Instant from, Instant to) {

    /** The last full week, Monday to Sunday. */
    public static Period lastWeek(Instant now) {
        var monday = now.atZone(ZoneOffset.UTC).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return of(Moment.WEEKLY_DIGEST, monday.minusWeeks(1), monday);
    }

    /** The last full month. */
    public static Period lastMonth(Instant now) {
        var first = now.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        return of(Moment.MONTHLY_DIGEST, first.minusMonths(1), first);
    }

    /** Names it for ever: {@code weekly_digest_2026-05-25}. */
    public String subject() {
        return digest.wireName() + "_" + from.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Period of(Moment digest, LocalDate from, LocalDate to) {
        return new Period(
                digest,
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
