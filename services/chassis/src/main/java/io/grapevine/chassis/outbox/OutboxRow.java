package io.grapevine.chassis.outbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.events.Event;
import io.grapevine.events.EventJson;
import io.grapevine.events.KafkaEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** A record as it waits in the outbox. */
record OutboxRow(
        @JsonProperty("tenant_id") String tenantId,
        String topic,
        @JsonProperty("record_key") String recordKey,
        @JsonProperty("recorded_at") Instant recordedAt,
        Map<String, String> headers,
        String value) {

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
