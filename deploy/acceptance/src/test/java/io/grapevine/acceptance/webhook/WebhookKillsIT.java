package io.grapevine.acceptance.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.running.AssembledSystem;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@code make webhook-kills}. */
@ExtendWith(AssembledSystem.class)
class WebhookKillsIT {
    private static final int EVENTS = 50;
    private static final int KILLS = 1;

    @Test
    void aKilledServiceLosesNoWebhookAndRepeatsUnderTheSameId(RunningSystem system) throws IOException {
        // Given
        var progress = new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        // When
        var outcome = new WebhookKills(system, "webhook-kills", progress).run(EVENTS, KILLS);
        // Then
        assertThat(outcome.complaints()).isEmpty();
        assertThat(outcome.deliveries()).isEqualTo(EVENTS * 20);
    }
}
