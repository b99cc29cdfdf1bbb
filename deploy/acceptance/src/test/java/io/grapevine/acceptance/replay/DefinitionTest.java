package io.grapevine.acceptance.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.acceptance.log.GoldenFiles;
import io.grapevine.acceptance.reference.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionTest {
    @Test
    void goldenPolicyIsThreeRules() {
        // When
        var definition = Definition.of(Policy.golden("USD"));
        // Then
        assertThat(definition.path("attribution"))
                .hasToString(
                        "{\"model\":\"last_touch\",\"binding\":\"lifetime\",\"lookback\":{\"length\":\"PT720H\",\"edge\":\"exclusive\"}}");
        assertThat(definition.path("rewards"))
                .hasToString(
                        "[{\"id\":\"commission\",\"on\":\"purchase\",\"to\":\"advocate\",\"give\":{\"percent\":10}},"
                                + "{\"id\":\"upline-2\",\"on\":\"purchase\",\"to\":\"upline\",\"level\":2,\"give\":{\"percent\":3}},"
                                + "{\"id\":\"thanks\",\"on\":\"purchase\",\"to\":\"friend\",\"first\":true,"
                                + "\"minPurchase\":{\"amount\":2000,\"currency\":\"USD\"},"
                                + "\"give\":{\"credit\":{\"amount\":500,\"currency\":\"USD\"}}}]");
    }

    @Test
    void goldenFileOfCasesIsReadAsTheProgramOfTheLog() throws IOException {
        // When
        var definition = Definition.read(GoldenFiles.file("08_end_to_end.json"), "e2e_small.ndjson");
        // Then
        assertThat(definition).isEqualTo(Definition.of(Policy.golden("USD")));
    }

    @Test
    void goldenFileWithoutTheLogIsRefused() {
        // When / Then
        assertThatThrownBy(() -> Definition.read(GoldenFiles.file("08_end_to_end.json"), "other.ndjson"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.ndjson");
    }

    @Test
    void yamlDefinitionIsSentAsItIs(@TempDir Path directory) throws IOException {
        // Given
        var file = Files.writeString(directory.resolve("program.yaml"), "name: Spring\nrewards: []\n");
        // When
        var definition = Definition.read(file, "any");
        // Then
        assertThat(definition).hasToString("{\"name\":\"Spring\",\"rewards\":[]}");
    }
}
