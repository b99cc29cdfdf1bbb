package io.grapevine.acceptance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grapevine.acceptance.log.GoldenFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every golden case that a core exists for comes out as expected; the others are told apart, not guessed. */
class GoldenCasesTest {
    @TempDir
    private Path scratch;

    @TestFactory
    Stream<DynamicTest> caseComesOutAsExpected() throws IOException {
        try (var files = Files.list(GoldenFiles.DIRECTORY)) {
            var families = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            return families.stream().flatMap(GoldenCasesTest::casesIn).map(this::test);
        }
    }

    private static Stream<JsonNode> casesIn(Path family) {
        try {
            return new ObjectMapper().readTree(family.toFile()).path("cases").valueStream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private DynamicTest test(JsonNode json) {
        return DynamicTest.dynamicTest(
                json.path("id").asText() + " " + json.path("title").asText(), () -> {
                    // Given
                    var golden = new GoldenCase(GoldenFiles.DIRECTORY, scratch, json);
                    // When
                    var run = new Catalogue().run(golden);
                    // Then
                    switch (run) {
                        case CaseRun.Decided(var output) ->
                            assertThat(new GoldenCheck(json.path("tolerance"), GoldenFiles.DIRECTORY)
                                            .differences(json.path("expected"), output))
                                    .isEmpty();
                        case CaseRun.NotBuilt(var why) -> assertThat(why).isNotBlank();
                        case CaseRun.Broken(var why) -> throw new AssertionError(why);
                    }
                });
    }
}
