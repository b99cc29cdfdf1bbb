package io.grapevine.notification.moment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something happened that somebody is told about. (subject, moment, reader) names it for ever: a redelivery, a replayed topic or a
 * rebuilt table tells nothing again.
 *
 * @param subject what it happened to: a reward, a conversion, a period
 * @param readerId {@code par_…}, or {@code cus_} and a customer id, or {@code inv_…}
 * @param at when it happened, not when we heard of it
 * @param tellAt not before; null = at once
 * @param part of a moment that comes in several events, this event's; their amounts are summed when it is told. Null = it comes in one
 */
public record Occasion(
        Moment moment,
        String subject,
        String programKey,
        String readerId,
        Details details,
        Instant at,
        @Nullable Instant tellAt,
        @Nullable String part) {

    public Occasion {
        if (subject.isEmpty()) throw new IllegalArgumentException("subject must not be empty");
        if (readerId.isEmpty()) throw new IllegalArgumentException("readerId must not be empty");
    }

    /** Told at once, and whole. */
    public Occasion(Moment moment, String subject, String programKey, String readerId, Details details, Instant at) {
        this(moment, subject, programKey, readerId, details, at, null, null);
    }
}
