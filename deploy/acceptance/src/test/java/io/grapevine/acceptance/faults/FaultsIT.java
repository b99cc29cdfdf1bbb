package io.grapevine.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.running.AssembledSystem;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@code make faults}. */
@ExtendWith(AssembledSystem.class)
class FaultsIT {
    @Test
    void killedServicesLoseNothingAndDoubleNothing(RunningSystem system) {
        // Given
        var plan = new FaultPlan(2026, 3, 200);
        var progress = new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        // When
        var report = new FaultRun(system, plan, progress).run("faults-short");
        // Then
        assertThat(report.passed()).as(report.toString()).isTrue();
    }
}
