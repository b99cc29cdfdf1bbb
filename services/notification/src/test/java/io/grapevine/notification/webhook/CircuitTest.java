package io.grapevine.notification.webhook;

import static io.grapevine.notification.webhook.Circuit.State.CLOSED;
import static io.grapevine.notification.webhook.Circuit.State.OPEN;
import static io.grapevine.notification.webhook.Circuit.State.PROBING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void fewFailuresInARowChangeNothing() {
        assertThat(afterFailures(Circuit.THRESHOLD - 1).at(NOW)).isEqualTo(CLOSED);
    }

    @Test
    void fifthFailureInARowOpensItForTenSeconds() {
        var open = afterFailures(Circuit.THRESHOLD);

        assertThat(open.at(NOW)).isEqualTo(OPEN);
        assertThat(open.at(NOW.plusSeconds(10).minusMillis(1))).isEqualTo(OPEN);
        assertThat(open.at(NOW.plusSeconds(10))).isEqualTo(PROBING);
        assertThat(open.hasFailedProbe()).isFalse();
    }

    @Test
    void whatWasUnderWayWhenItOpenedDoesNotOpenItLonger() {
        var open = afterFailures(Circuit.THRESHOLD);

        assertThat(open.afterFailure(NOW.plusSeconds(9))).isEqualTo(open);
    }

    @Test
    void eachFailedProbeDoublesTheTimeUpToFiveMinutes() {
        var circuit = afterFailures(Circuit.THRESHOLD);
        for (var seconds : new int[] {20, 40, 80, 160, 300, 300}) {
            var probedAt = circuit.openUntil();
            circuit = circuit.afterFailure(probedAt);
            assertThat(Duration.between(probedAt, circuit.openUntil())).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(circuit.hasFailedProbe()).isTrue();
        }
    }

    @Test
    void anySignOfLifeClosesIt() {
        assertThat(afterFailures(Circuit.THRESHOLD + 3).afterSignOfLife()).isEqualTo(Circuit.closed());
        assertThat(Circuit.closed().at(NOW)).isEqualTo(CLOSED);
    }

    @Test
    void nonsenseIsABug() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Circuit(-1, NOW));
    }

    private static Circuit afterFailures(int failures) {
        var circuit = Circuit.closed();
        for (var failure = 0; failure < failures; failure++) circuit = circuit.afterFailure(NOW);
        return circuit;
    }
}
