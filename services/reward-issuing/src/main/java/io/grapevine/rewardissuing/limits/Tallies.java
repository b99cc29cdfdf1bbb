package io.grapevine.rewardissuing.limits;

import io.grapevine.events.RewardScale.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * What a person's claims by one rule came to up to a time, in each of the periods that hold then.
 *
 * @param at event time of the last of them
 */
public record Tallies(Instant at, Tally day, Tally week, Tally month, Tally all) {

    /** Before the first claim. */
    public static final Tallies NOTHING =
            new Tallies(Instant.EPOCH, Tally.NOTHING, Tally.NOTHING, Tally.NOTHING, Tally.NOTHING);

    /** The same at a later time: what a period that is over came to counts no more. */
    Tallies upTo(Instant now) {
        return new Tallies(
                now,
                carried(Period.DAY, day, now),
                carried(Period.WEEK, week, now),
                carried(Period.MONTH, month, now),
                all);
    }

    Tallies plus(Tally more) {
        return new Tallies(at, day.plus(more), week.plus(more), month.plus(more), all.plus(more));
    }

    Tally in(Period period) {
        return switch (period) {
            case DAY -> day;
            case WEEK -> week;
            case MONTH -> month;
            case ALL -> all;
        };
    }

    private Tally carried(Period period, Tally tally, Instant now) {
        return startOf(period, at).equals(startOf(period, now)) ? tally : Tally.NOTHING;
    }

    private static LocalDate startOf(Period period, Instant time) {
        var date = LocalDate.ofInstant(time, ZoneOffset.UTC);
        return switch (period) {
            case DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            case ALL -> LocalDate.EPOCH;
        };
    }
}
