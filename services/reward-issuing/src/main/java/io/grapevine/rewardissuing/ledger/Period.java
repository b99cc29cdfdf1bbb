package io.grapevine.rewardissuing.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
        try {
            var begin =
                    from == null ? Instant.EPOCH : OffsetDateTime.parse(from).toInstant();
            var end = to == null ? now.plusMillis(1) : OffsetDateTime.parse(to).toInstant();
            return begin.truncatedTo(ChronoUnit.MILLIS).isBefore(end.truncatedTo(ChronoUnit.MILLIS))
                    ? Optional.of(new Period(begin, end))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
