package io.grapevine.rewardissuing.ledger;

import io.grapevine.events.form.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time that a statement is about; {@code from} inclusive, {@code to} exclusive, both to the millisecond like every posting. */
public record Period(Instant from, Instant to) {

    public Period {
        from = from.truncatedTo(ChronoUnit.MILLIS);
        to = to.truncatedTo(ChronoUnit.MILLIS);
        if (!from.isBefore(to)) throw new IllegalArgumentException("to must be after from, was " + to + " and " + from);
    }

    /**
     * As people write it, RFC 3339 with offset; empty if one of them is no time, or the period has no length.
     *
     * @param from null for the beginning of everything
     * @param to null for everything until now, now included
     */
    public static Optional<Period> of(@Nullable String from, @Nullable String to, Instant now) {
        var begin = from == null ? Optional.of(Instant.EPOCH) : Times.parse(from);
        var end = to == null ? Optional.of(now.plusMillis(1)) : Times.parse(to);
        if (begin.isEmpty() || end.isEmpty()) return Optional.empty();
        return begin.get().truncatedTo(ChronoUnit.MILLIS).isBefore(end.get().truncatedTo(ChronoUnit.MILLIS))
                ? Optional.of(new Period(begin.get(), end.get()))
                : Optional.empty();
    }
}
