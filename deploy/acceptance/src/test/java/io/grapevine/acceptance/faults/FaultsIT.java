package io.grapevine.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.running.AssembledSystem;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@code make faults}. */
@ExtendWith(AssembledSystem.class)
class FaultsIT {
    @Test
    void whatIsHurtLosesNothingAndDoublesNothing(RunningSystem system) {
        // Given
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var plan = FaultPlan.inShort(2026, Set.of());
        // When
        var report = new FaultRun(plan, new Progress(out), "faults-short").run(system);
        // Then
        ReportTable.print(report, out);
        assertThat(report.broken()).isEmpty();
        assertThat(report.faults())
                .allSatisfy(fault ->
                        assertThat(fault.violations()).as(fault.fault()).isEmpty());
    }
}
