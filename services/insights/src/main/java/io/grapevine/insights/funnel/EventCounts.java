package io.grapevine.insights.funnel;

import java.util.Map;

/**
 * How many distinct accepted events a program has seen, unknown codes and repeated sign-ups included.
 *
 * @param byType by the short type words of the API; a type without an event is left out
 */
public record EventCounts(String programKey, long total, Map<String, Long> byType) {

    public EventCounts {
        byType = Map.copyOf(byType);
    }

    public static EventCounts of(String programKey, Map<String, Long> byType) {
        return new EventCounts(
                programKey, byType.values().stream().mapToLong(Long::longValue).sum(), byType);
    }
}
