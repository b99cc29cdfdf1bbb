package io.grapevine.attribution.journey;

import static io.grapevine.attribution.journey.LookbackWindow.Edge.EXCLUSIVE;
import static io.grapevine.attribution.journey.LookbackWindow.Edge.INCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LookbackWindowTest {

    private static final Duration THIRTY_DAYS = Duration.ofDays(30);
    private static final Instant CONVERSION = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant FAR_EDGE = CONVERSION.minus(THIRTY_DAYS);

    @Test
    void touchpointAtTheFarEdgeCountsOnlyIfTheEdgeIsInclusive() {
        assertThat(new LookbackWindow(THIRTY_DAYS, EXCLUSIVE).covers(FAR_EDGE, CONVERSION))
                .isFalse();
        assertThat(new LookbackWindow(THIRTY_DAYS, INCLUSIVE).covers(FAR_EDGE, CONVERSION))
                .isTrue();
    }

    @Test
    void touchpointJustInsideTheFarEdgeCounts() {
        assertThat(new LookbackWindow(THIRTY_DAYS, EXCLUSIVE).covers(FAR_EDGE.plusMillis(1), CONVERSION))
                .isTrue();
    }

    @Test
    void touchpointJustOutsideTheFarEdgeDoesNotCount() {
        assertThat(new LookbackWindow(THIRTY_DAYS, INCLUSIVE).covers(FAR_EDGE.minusMillis(1), CONVERSION))
                .isFalse();
    }

    @Test
    void touchpointAtTheConversionCountsAndOneAfterItDoesNot() {
        var window = new LookbackWindow(THIRTY_DAYS, EXCLUSIVE);
        assertThat(window.covers(CONVERSION, CONVERSION)).isTrue();
        assertThat(window.covers(CONVERSION.plusMillis(1), CONVERSION)).isFalse();
    }

    @Test
    void unlimitedWindowCoversEverythingBefore() {
        assertThat(new LookbackWindow(null, EXCLUSIVE).covers(Instant.EPOCH, CONVERSION))
                .isTrue();
    }

    @Test
    void emptyWindowIsRefused() {
        assertThatThrownBy(() -> new LookbackWindow(Duration.ZERO, EXCLUSIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }

    @Test
    void touchpointWithoutIdIsRefused() {
        assertThatThrownBy(() -> Touchpoint.click("", "CODE", CONVERSION)).isInstanceOf(IllegalArgumentException.class);
    }
}
