package io.grapevine.clicktracking.journal;

import io.grapevine.events.Event;
import io.grapevine.events.EventJson;
import io.grapevine.events.KafkaEvents;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Events as frames: what {@link KafkaEvents#toRecord} would send, kept until it is sent. */
public final class Frames {

    private Frames() {}

    /** The event as its record, with the W3C trace context it belongs to, if there is one. */
    public static Frame of(Event<?> event, @Nullable String traceParent) {
        var headers = KafkaEvents.headers(event);
        if (traceParent != null) {
            headers = new LinkedHashMap<>(headers);
            headers.put("traceparent", traceParent);
        }
        return new Frame(
                event.type().topic().topicName(),
                KafkaEvents.key(event),
                headers,
                EventJson.write(event.data()),
                event.receivedAt().toEpochMilli());
    }
}
