package io.grapevine.insights.funnel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A span of event time, {@code from} inclusive, {@code to} exclusive; null is open. */
public record Period(@Nullable Instant from, @Nullable Instant to) {

    public static final Period ALWAYS = new Period(null, null);

    public Period {
        if (from != null && to != null && !from.isBefore(to))
            throw new IllegalArgumentException("from must be before to, was " + from + " and " + to);
    }
}
