package io.grapevine.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.acceptance.faults.evidence.Broker;
import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.running.AssembledSystem;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@code make kills}. */
@ExtendWith(AssembledSystem.class)
class EdgeKillsIT {
    private static final int ROUNDS = 1;

    @Test
    void aCrashBetweenTwoCommitsDoublesNoRewardAndLosesNone(RunningSystem system) {
        // Given
        var progress = new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        try (var broker = new Broker(system)) {
            // When
            var outcome = new EdgeKills(system, broker, "edge-kills", progress).run(ROUNDS);
            // Then
            assertThat(outcome.complaints()).isEmpty();
            assertThat(outcome.kills()).isEqualTo(ROUNDS);
            // The reward that was told before the kill was told again, under the id it had.
            assertThat(outcome.toldTwice()).isGreaterThanOrEqualTo(ROUNDS);
        }
    }

    @Test
    void aCrashAroundAPaymentPaysOnceAndALostYesIsAskedForAgain(RunningSystem system) {
        // Given
        var progress = new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        try (var kills = new PaymentKills(system, "payment-kills", progress)) {
            // When
            var outcome = kills.run(ROUNDS);
            // Then
            assertThat(outcome.complaints()).isEmpty();
            assertThat(outcome.kills()).isEqualTo(ROUNDS);
            // The payment whose answer was lost and the question whose answer was lost were asked for again.
            assertThat(outcome.askedAgain()).isGreaterThanOrEqualTo(2 * ROUNDS);
        }
    }
}
