package io.grapevine.events;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Events as Kafka records: CloudEvents 1.0 in binary mode, keyed {@code tenant:subject}, stamped with the arrival
 * time.
 */
public final class KafkaEvents {

    public static final String BODY_HASH = "ce_bodyhash";
    public static final String CORRELATION_ID = "ce_correlationid";
    /** On an event that is told again because somebody asked for it; names the request. Everything else is as it was. */
    public static final String REDELIVERY = "ce_redelivery";

    public static final String SOURCE = "ce_source";
    public static final String TENANT_ID = "ce_tenantid";

    private static final String TRACE_PARENT = "traceparent";
    private static final int TRACE_ID_LENGTH = 32;
    private static final int SPAN_ID_LENGTH = 16;

    private KafkaEvents() {}

    public static ProducerRecord<String, byte[]> toRecord(Event<?> event) {
        var record = new ProducerRecord<>(
                event.type().topic().topicName(),
                null,
                event.receivedAt().toEpochMilli(),
                key(event),
                EventJson.write(event.data()));
        headers(event).forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    public static String key(Event<?> event) {
        return event.tenantId() + ":" + event.data().subject();
    }

    /** The context attributes in the order of the specification; absent optional attributes are left out. */
    public static Map<String, String> headers(Event<?> event) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.id());
        headers.put(SOURCE, event.source());
        headers.put("ce_type", event.type().wireName());
        headers.put("ce_time", event.time().toString());
        headers.put("ce_subject", event.data().subject());
        headers.put("ce_dataschema", event.type().dataSchema());
        headers.put(TENANT_ID, event.tenantId());
        headers.put("content-type", "application/json");
        putIfPresent(headers, BODY_HASH, event.bodyHash());
        putIfPresent(headers, CORRELATION_ID, event.correlationId());
        putIfPresent(headers, TRACE_PARENT, traceParent(event.correlationId()));
        return headers;
    }

    /** @throws UnreadableEvent if an attribute is missing or wrong, the type is unknown, or the value is not of that type */
    public static Event<?> fromRecord(ConsumerRecord<String, byte[]> record) {
        var typeName = attribute(record.headers(), "ce_type");
        var type = EventType.named(typeName)
                .orElseThrow(() -> new UnreadableEvent("unknown event type " + typeName, null));
        if (record.value() == null) throw new UnreadableEvent("no data in " + typeName, null);
        return new Event<>(
                attribute(record.headers(), TENANT_ID),
                attribute(record.headers(), "ce_id"),
                attribute(record.headers(), SOURCE),
                time(attribute(record.headers(), "ce_time")),
                Instant.ofEpochMilli(record.timestamp()),
                optional(record.headers(), BODY_HASH).orElse(null),
                optional(record.headers(), CORRELATION_ID).orElse(null),
                EventJson.read(type, record.value()));
    }

    public static Optional<String> optional(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static String attribute(Headers headers, String name) {
        return optional(headers, name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new UnreadableEvent("missing attribute " + name, null));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new UnreadableEvent("ce_time is no RFC 3339 time: " + text, e);
        }
    }

    // The correlation id is a W3C trace id; the consumer's spans then hang below the request that reported the fact.
    private static @Nullable String traceParent(@Nullable String correlationId) {
        if (correlationId == null || !isTraceId(correlationId)) return null;
        return "00-" + correlationId + "-" + correlationId.substring(SPAN_ID_LENGTH) + "-01";
    }

    // No pattern: every event passes here, and half of what its headers cost was this.
    private static boolean isTraceId(String text) {
        if (text.length() != TRACE_ID_LENGTH) return false;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) return false;
        }
        return true;
    }

    private static void putIfPresent(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) headers.put(name, value);
    }
}
