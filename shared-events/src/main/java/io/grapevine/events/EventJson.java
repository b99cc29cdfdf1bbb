package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The one JSON form of event data: absent instead of null, RFC 3339 times, ISO 8601 durations, unknown fields ignored (evolution is additive). */
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventJson() {}

    /** The mapper itself, for rows and answers that embed event types; do not reconfigure it. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static byte[] write(EventData data) {
        try {
            return MAPPER.writeValueAsBytes(data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + data.getClass().getSimpleName(), e);
        }
    }

    /** @throws UnreadableEvent if the bytes are no JSON of that type */
    public static EventData read(EventType type, byte[] json) {
        try {
            return MAPPER.readValue(json, type.record());
        } catch (IOException e) {
            throw new UnreadableEvent("not a valid " + type.wireName() + ": " + e.getMessage(), e);
        }
    }
}
