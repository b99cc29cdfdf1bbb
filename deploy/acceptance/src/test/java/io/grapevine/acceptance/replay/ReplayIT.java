package io.grapevine.acceptance.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.acceptance.log.GoldenFiles;
import io.grapevine.acceptance.log.LogFile;
import io.grapevine.acceptance.log.LogGenerator;
import io.grapevine.acceptance.log.LogShape;
import io.grapevine.acceptance.log.OutcomeFiles;
import io.grapevine.acceptance.reference.Policy;
import io.grapevine.acceptance.reference.Reference;
import io.grapevine.acceptance.running.AssembledSystem;
import io.grapevine.acceptance.running.RunningSystem;
import io.grapevine.acceptance.running.Tenants;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(AssembledSystem.class)
class ReplayIT {
    @ParameterizedTest
    @ValueSource(strings = {"e2e_small", "e2e_medium"})
    void goldenLogComesToTheGoldenOutcomeToTheCentAndASecondReplayChangesNothing(String name, RunningSystem system)
            throws IOException {
        // Given
        var log = LogFile.read(GoldenFiles.file(name + ".ndjson"));
        var play = Tenants.play(system);
        // When
        var first = play.play(name.replace('_', '-'), log, null);
        var revisions = revisionsOf(first);
        var second = play.play(name.replace('_', '-'), log, null);
        // Then
        assertThat(first.sent().refused()).isEmpty();
        assertThat(first.settled().remark()).isEqualTo("settled");
        var findings = first.settled().findings();
        assertThat(findings.bindings()).isEqualTo(OutcomeFiles.readBindings(GoldenFiles.file(name + "_bindings.csv")));
        assertThat(findings.balances()).isEqualTo(OutcomeFiles.readBalances(GoldenFiles.file(name + "_balances.csv")));
        assertThat(ExpectedFiles.compareCounts(
                        GoldenFiles.replayCaseOf(name + ".ndjson").path("expected"), findings.summary()))
                .isEmpty();
        assertThat(second.settled().findings()).isEqualTo(findings);
        assertThat(revisionsOf(second)).isEqualTo(revisions);
    }

    @Test
    void madeUpLogWithCyclesConflictsAndEdgesComesToTheReferencesOutcome(RunningSystem system) {
        // Given
        var log = LogGenerator.generate(LogShape.shuffled(20, 300));
        // When
        var played = Tenants.play(system).play("made-up", log, null);
        // Then
        var expected = Reference.reckon(log, Policy.golden("USD"));
        assertThat(played.settled().findings().differencesFrom(expected)).isEmpty();
        assertThat(played.settled().remark()).isEqualTo("settled");
    }

    private static List<String> revisionsOf(Play.Played played) {
        return played.api().list("/v1/conversions?programKey=" + Play.PROGRAM_KEY).stream()
                .map(ReplayIT::revision)
                .sorted()
                .toList();
    }

    private static String revision(JsonNode conversion) {
        return conversion.path("id").asText() + " "
                + conversion.path("revision").asInt();
    }
}
