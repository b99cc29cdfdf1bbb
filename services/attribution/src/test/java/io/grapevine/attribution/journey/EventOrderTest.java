package io.grapevine.attribution.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventOrderTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void timeComesFirst() {
        assertThat(new EventOrder(NOON, "z").isBefore(new EventOrder(NOON.plusMillis(1), "a")))
                .isTrue();
    }

    @Test
    void nothingIsBeforeItself() {
        assertThat(new EventOrder(NOON, "a").isBefore(new EventOrder(NOON, "a")))
                .isFalse();
    }

    @Test
    void idsOfOneMomentAreOrderedByCodePoint() {
        // U+FF5E comes before U+1F600, though its UTF-16 form is greater
        var ordered = List.of("a", "a1", "b", "\uFF5E", "\uD83D\uDE00", "\uD83D\uDE01");
        assertThat(Stream.of("\uD83D\uDE01", "b", "\uD83D\uDE00", "a1", "\uFF5E", "a")
                        .map(id -> new EventOrder(NOON, id))
                        .sorted()
                        .map(EventOrder::eventId))
                .isEqualTo(ordered);
    }
}
