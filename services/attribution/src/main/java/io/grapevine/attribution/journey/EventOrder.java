package io.grapevine.attribution.journey;

import java.time.Instant;
import java.util.Comparator;

/** The order in which facts count: event time, then event id by code point; arrival plays no part (decision-spec S0, S6). */
public record EventOrder(Instant at, String eventId) implements Comparable<EventOrder> {

    private static final Comparator<EventOrder> ORDER =
            Comparator.comparing(EventOrder::at).thenComparing(EventOrder::eventId, CodePoints.ORDER);

    @Override
    public int compareTo(EventOrder other) {
        return ORDER.compare(this, other);
    }

    public boolean isBefore(EventOrder other) {
        return compareTo(other) < 0;
    }
}
