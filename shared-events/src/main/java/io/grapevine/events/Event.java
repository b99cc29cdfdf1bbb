package io.grapevine.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One fact as it travels: the CloudEvents context beside the data.
 *
 * @param id unique within tenant and source; a second event with the same triple is the same event or a conflict
 * @param source who said it: what a client sent, {@code api} for plain JSON, {@code /redirect} for our own redirects, or the producing service
 * @param time event time, truncated to milliseconds; decides order and windows
 * @param receivedAt arrival time; the record's timestamp in Kafka
 * @param bodyHash hex SHA-256 of what the client sent, so that the same id with another body is seen; null for our own events
 * @param correlationId follows one request through every service; null where none was given
 */
public record Event<T extends EventData>(
        String tenantId,
        String id,
        String source,
        Instant time,
        Instant receivedAt,
        @Nullable String bodyHash,
        @Nullable String correlationId,
        T data) {

    public Event {
        require("tenantId", tenantId);
        require("id", id);
        require("source", source);
        time = time.truncatedTo(ChronoUnit.MILLIS);
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A fact stated by one of our own services, which needs neither body hash nor a client's clock. */
    public static <T extends EventData> Event<T> stated(
            String tenantId, String id, String source, Instant at, @Nullable String correlationId, T data) {
        return new Event<>(tenantId, id, source, at, at, null, correlationId, data);
    }

    public EventType type() {
        return EventType.of(data);
    }

    private static void require(String field, String value) {
        if (value.isEmpty()) throw new IllegalArgumentException(field + " must not be empty");
    }
}
