package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;
import java.util.Comparator;

/** The order of facts: event time, then event id; the rest only makes the order total. */
final class EventOrder {

    static final Comparator<ConversionDecided> BY_EVENT_TIME = Comparator.comparing(ConversionDecided::occurredAt)
            .thenComparing(ConversionDecided::eventId, EventOrder::byCodePoint)
            .thenComparing(ConversionDecided::eventSource, EventOrder::byCodePoint)
            .thenComparing(ConversionDecided::conversionId, EventOrder::byCodePoint);

    private EventOrder() {}

    /** {@link String#compareTo} compares UTF-16 units, which puts U+FF5E after U+1F600. */
    static int byCodePoint(String left, String right) {
        for (var i = 0; i < left.length() && i < right.length(); ) {
            var leftPoint = left.codePointAt(i);
            var rightPoint = right.codePointAt(i);
            if (leftPoint != rightPoint) return Integer.compare(leftPoint, rightPoint);
            i += Character.charCount(leftPoint);
        }
        return Integer.compare(left.length(), right.length());
    }
}
