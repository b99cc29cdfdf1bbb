package io.grapevine.attribution.conversion.adapter;

import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which request a decision follows from, so that it can be traced to the reward: the one that reported the conversion, or said
 * something of its order, in this batch. What a fact changes elsewhere, or a definition anywhere, follows from no single request.
 *
 * @param byOrder correlation ids by order id
 * @param byEvent likewise by source and event id
 */
record CausingRequests(Map<String, String> byOrder, Map<EventKey, String> byEvent) {

    static final CausingRequests NONE = new CausingRequests(Map.of(), Map.of());

    record EventKey(String source, String eventId) {}

    static CausingRequests of(Collection<Event<?>> events) {
        var byOrder = new HashMap<String, String>();
        var byEvent = new HashMap<EventKey, String>();
        for (var event : events) {
            var correlationId = event.correlationId();
            if (correlationId == null) continue;
            byEvent.put(new EventKey(event.source(), event.id()), correlationId);
            var orderId = Timelines.Columns.of((EventData.Fact) event.data()).orderId();
            if (orderId != null) byOrder.put(orderId, correlationId);
        }
        return new CausingRequests(byOrder, byEvent);
    }

    /** The current request, if it said something of this conversion itself. */
    static CausingRequests current(ConversionDecided decided) {
        var correlationId = Correlation.current();
        if (correlationId == null) return NONE;
        var orderId = decided.orderId();
        return orderId == null
                ? new CausingRequests(
                        Map.of(), Map.of(new EventKey(decided.eventSource(), decided.eventId()), correlationId))
                : new CausingRequests(Map.of(orderId, correlationId), Map.of());
    }

    @Nullable
    String of(ConversionDecided decided) {
        return decided.orderId() != null
                ? byOrder.get(decided.orderId())
                : byEvent.get(new EventKey(decided.eventSource(), decided.eventId()));
    }
}
