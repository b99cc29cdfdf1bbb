package io.grapevine.insights.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamIdTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void anIdIsReadAsItWasWritten() {
        var id = new StreamId(7, 123_456, NOON.getEpochSecond());
        assertThat(StreamId.parse(id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "1-2", "1-2-3-4", "-1-2-3", "1-2-x", "1-2-1234567890123456789", " 1-2-3"})
    void whatIsNoIdBeginsAnew(String text) {
        assertThat(StreamId.parse(text)).isEmpty();
    }

    @Test
    void anIdIsGoodForFiftyMinutes() {
        var id = new StreamId(0, 0, NOON.getEpochSecond());
        assertThat(id.isGoodAt(NOON.plusSeconds(50 * 60 - 1))).isTrue();
        assertThat(id.isGoodAt(NOON.plusSeconds(50 * 60))).isFalse();
    }

    @Test
    void countsAreNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamId(-1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamId(0, -1, 0));
    }
}
