package io.grapevine.clicktracking.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.Context;
import io.grapevine.events.Event;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.KafkaEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FramesTest {

    private static final Event<?> EVENT = Event.stated(
            "demo",
            "e1",
            "api",
            Instant.parse("2026-03-01T12:00:00Z"),
            "corr",
            new IdentifyRecorded("v1", "c1", null, null, Context.NONE));

    @Test
    void aFrameIsTheRecordOfItsEvent() {
        // Given
        var record = KafkaEvents.toRecord(EVENT);
        // When
        var frame = Frames.of(EVENT, null);
        // Then
        assertThat(frame.topic()).isEqualTo(record.topic());
        assertThat(frame.key()).isEqualTo(record.key());
        assertThat(frame.value()).isEqualTo(record.value());
        assertThat(frame.timestamp()).isEqualTo(record.timestamp());
        for (var header : record.headers())
            assertThat(frame.headers()).containsEntry(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }

    @Test
    void theTraceTravelsWithTheEvent() {
        assertThat(Frames.of(EVENT, "00-abc-def-01").headers()).containsEntry("traceparent", "00-abc-def-01");
    }
}
