package io.grapevine.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.console.routes.Backend;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemReadinessTest {

    private static final Readiness READY = new Readiness(Backend.PROGRAMS, true, "ready", Duration.ofMillis(3));
    private static final Readiness DOWN = new Readiness(Backend.INSIGHTS, false, "starting", Duration.ofMillis(3));

    @Test
    void theSystemIsReadyWhenEveryServiceIs() {
        // When
        var system = new SystemReadiness(List.of(READY, READY));
        // Then
        assertThat(system.ready()).isTrue();
        assertThat(system.missing()).isEmpty();
    }

    @Test
    void oneServiceThatIsNotReadyIsNamed() {
        // When
        var system = new SystemReadiness(List.of(READY, DOWN));
        // Then
        assertThat(system.ready()).isFalse();
        assertThat(system.missing()).containsExactly("insights");
    }
}
