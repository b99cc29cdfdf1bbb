package io.grapevine.chassis.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.events.Event;
import io.grapevine.events.EventJson;
import io.grapevine.events.KafkaEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A record as it waits in the outbox. */
record OutboxRow(
        String tenantId,
        String topic,
        String recordKey,
        Instant recordedAt,
        Map<String, String> headers,
        String value) {

    OutboxRow redeliveredBy(String redelivery) {
        var marked = new LinkedHashMap<>(headers);
        marked.put(KafkaEvents.REDELIVERY, redelivery);
        return new OutboxRow(tenantId, topic, recordKey, recordedAt, marked, value);
    }

    String headersJson() {
        try {
            return EventJson.mapper().writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers are texts, which can always be written", e);
        }
    }

    static OutboxRow of(Event<?> event) {
        return new OutboxRow(
                event.tenantId(),
                event.type().topic().topicName(),
                KafkaEvents.key(event),
                event.receivedAt(),
                KafkaEvents.headers(event),
                new String(EventJson.write(event.data()), StandardCharsets.UTF_8));
    }
}
