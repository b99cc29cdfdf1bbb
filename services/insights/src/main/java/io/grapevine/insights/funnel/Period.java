package io.grapevine.insights.funnel;

import io.grapevine.events.form.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A span of event time, {@code from} inclusive, {@code to} exclusive; null is open. */
public record Period(@Nullable Instant from, @Nullable Instant to) {

    public static final Period ALWAYS = new Period(null, null);

    /** Nothing happened before, and the period of the same length before this one is still of years that databases have. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /** As {@link #EARLIEST}: who writes the year 9999 means whatever comes, and the end of that month is no time any more. */
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    public Period {
        if (from != null && to != null && !from.isBefore(to))
            throw new IllegalArgumentException(
                    "The period is empty: from must be before to, was " + from + " and " + to);
    }

    /**
     * What a client wrote.
     *
     * @throws IllegalArgumentException with a sentence for people, if that is no period
     */
    public static Period of(@Nullable String from, @Nullable String to) {
        return new Period(time("from", from), time("to", to));
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) return null;
        return moment(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(name + " must be an RFC 3339 time with offset, was " + text));
    }

    /** A time that a client wrote, moved into the years that can be reckoned with; empty if it is none. */
    public static Optional<Instant> moment(String text) {
        return Times.parse(text).map(at -> at.isBefore(EARLIEST) ? EARLIEST : at.isAfter(LATEST) ? LATEST : at);
    }

    /** How long it is; null if it is open. */
    public @Nullable Duration length() {
        return from == null || to == null ? null : Duration.between(from, to);
    }

    /** Which part of it consists of whole units of that length since 1970. */
    public Cut wholeUnits(Duration unit) {
        var first = from == null ? null : ceiling(from, unit);
        var last = to == null ? null : floor(to, unit);
        return first != null && last != null && !first.isBefore(last)
                ? new Cut(this, to, to)
                : new Cut(this, first, last);
    }

    /** None of it: all is counted one by one. */
    public Cut inPieces() {
        return new Cut(this, to, to);
    }

    private static Instant floor(Instant at, Duration unit) {
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), unit.toMillis()) * unit.toMillis());
    }

    private static Instant ceiling(Instant at, Duration unit) {
        var floor = floor(at, unit);
        return floor.equals(at) ? floor : floor.plus(unit);
    }

    /**
     * A period whose middle is summed up already. What lies before {@code wholeFrom} and from {@code wholeTo} on is not.
     *
     * @param wholeFrom null if the period is open there
     * @param wholeTo likewise; the same as {@code wholeFrom} if there is no middle
     */
    public record Cut(
            Period period,
            @Nullable Instant wholeFrom,
            @Nullable Instant wholeTo) {}
}
