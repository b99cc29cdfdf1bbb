package io.grapevine.acceptance.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.acceptance.log.GoldenFiles;
import io.grapevine.acceptance.log.LogFile;
import io.grapevine.acceptance.log.OutcomeFiles;
import io.grapevine.acceptance.log.PolicyJson;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceGoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"e2e_small", "e2e_medium"})
    void goldenLogComesToTheGoldenOutcome(String name) throws IOException {
        // Given
        var golden = GoldenFiles.replayCaseOf(name + ".ndjson");
        var log = LogFile.read(GoldenFiles.file(name + ".ndjson"));
        // When
        var outcome =
                Reference.reckon(log, PolicyJson.parse(golden.path("input").path("policy")));
        // Then
        assertThat(outcome.bindings()).isEqualTo(OutcomeFiles.readBindings(GoldenFiles.file(name + "_bindings.csv")));
        assertThat(outcome.balances()).isEqualTo(OutcomeFiles.readBalances(GoldenFiles.file(name + "_balances.csv")));
        assertThat(OutcomeFiles.summaryJson(outcome.summary())).isEqualTo(countsOf(golden));
    }

    private static JsonNode countsOf(JsonNode golden) {
        ObjectNode counts = golden.path("expected").deepCopy();
        counts.remove(java.util.List.of("bindings_file", "balances_file"));
        return counts;
    }
}
