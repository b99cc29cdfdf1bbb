package io.grapevine.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Today's schemas take what every release wrote, and every release takes what is written today: with each one, not only the last, because
 * the log is kept for ever. A release is frozen with {@code -Dschemas.release=<version>} and never edited after.
 */
class ReleasedSchemasTest {

    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Path RELEASED = Path.of("src/test/resources/released");

    @TestFactory
    List<DynamicTest> noReleaseIsBroken() throws IOException {
        freezeIfAsked();
        try (var releases = Files.walk(RELEASED)) {
            return releases.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file ->
                            DynamicTest.dynamicTest(RELEASED.relativize(file).toString(), () -> compare(file)))
                    .toList();
        }
    }

    @Test
    void aReleaseIsThereToBeComparedWith() throws IOException {
        try (var releases = Files.list(RELEASED)) {
            assertThat(releases)
                    .isNotEmpty()
                    .allSatisfy(release -> assertThat(schemasIn(release)).isNotEmpty());
        }
    }

    private static void compare(Path released) throws IOException {
        // Given
        var current = SCHEMAS.resolve(released.getFileName());
        assertThat(current).as("types are never removed: their records stay").exists();
        // When
        var breaks = SchemaBreaks.between(json(released), json(current));
        // Then
        assertThat(breaks).as("what is broken needs a new version of the type").isEmpty();
    }

    private static void freezeIfAsked() throws IOException {
        var version = System.getProperty("schemas.release");
        if (version == null) return;
        var release = RELEASED.resolve(version);
        assertThat(release).as("a release is never edited").doesNotExist();
        Files.createDirectories(release);
        for (var schema : schemasIn(SCHEMAS).entrySet())
            Files.copy(schema.getValue(), release.resolve(schema.getKey()));
    }

    private static Map<String, Path> schemasIn(Path directory) throws IOException {
        var schemas = new TreeMap<String, Path>();
        try (var files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> schemas.put(file.getFileName().toString(), file));
        }
        return schemas;
    }

    private static JsonNode json(Path file) throws IOException {
        return EventJson.mapper().readTree(Files.readString(file));
    }
}
