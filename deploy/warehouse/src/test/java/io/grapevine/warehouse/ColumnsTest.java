package io.grapevine.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grapevine.events.EventType;
import io.grapevine.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of the tables is what they are; after an event has got a field run once with {@code -Dcolumns.write=true} and commit what it wrote. */
class ColumnsTest {

    private static final Path DOCUMENT = Path.of("COLUMNS.md");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void documentListsEveryColumn() throws IOException {
        // Given
        var written = document();
        // When
        if (Boolean.getBoolean("columns.write")) Files.writeString(DOCUMENT, written);
        // Then
        assertThat(Files.readString(DOCUMENT))
                .as("COLUMNS.md; after a change of an event: mvn -pl deploy/warehouse -am test -Dtest=ColumnsTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dcolumns.write=true")
                .isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("io.grapevine.warehouse.ShippedConnector#types")
    void everyPropertyOfAnEventIsInAColumnUnlessItIsLeftOutOnPurpose(EventType type) throws IOException {
        // Given
        var held = EventTable.of(type.wireName()).columns().stream()
                .map(Column::path)
                .toList();
        // When
        var forgotten = beside(held, sample(type), List.of());
        // Then
        assertThat(forgotten).isSubsetOf(EventTable.LEFT_OUT);
    }

    @Test
    void keyOfTheConnectorIsTheKeyOfARow() throws IOException {
        assertThat(ShippedConnector.setting("primary.key.fields")).isEqualTo(String.join(",", EventTable.KEY));
        assertThat(EventTable.ENVELOPE.stream()
                        .filter(field -> EventTable.KEY.contains(field.name()))
                        .map(Field::name))
                .hasSameSizeAs(EventTable.KEY);
    }

    @Test
    void connectorReadsTopicsThatThereAre() throws IOException {
        assertThat(Arrays.stream(Topic.values()).map(Topic::topicName)).containsAll(ShippedConnector.topics());
    }

    private static JsonNode sample(EventType type) throws IOException {
        try (var sample = EventType.class.getResourceAsStream("/samples/" + type.wireName() + ".json")) {
            return JSON.readTree(sample);
        }
    }

    /** First property on the way to each value that no column holds. */
    private static List<String> beside(List<List<String>> held, JsonNode node, List<String> path) {
        if (held.contains(path)) return List.of();
        if (!node.isObject()) return List.of(path.getFirst());
        return node.properties().stream()
                .flatMap(property -> beside(held, property.getValue(), longer(path, property.getKey())).stream())
                .toList();
    }

    private static List<String> longer(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }

    private static String document() throws IOException {
        return "# Columns\n\nWritten by `ColumnsTest` from the schemas of shared-events; every table begins with "
                + EventTable.ENVELOPE.stream()
                        .map(field -> "`" + field.name() + "`")
                        .collect(Collectors.joining(", "))
                + ".\n"
                + ShippedConnector.types().stream().map(ColumnsTest::section).collect(Collectors.joining());
    }

    private static String section(EventType type) {
        var table = EventTable.of(type.wireName());
        return "\n## " + table.name() + "\n\n`" + type.wireName() + "` on `"
                + type.topic().topicName()
                + "`\n\n| column | type | in the event | |\n|---|---|---|---|\n"
                + table.columns().stream().map(ColumnsTest::line).collect(Collectors.joining());
    }

    private static String line(Column column) {
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        column.name(),
                        column.kind().words(),
                        String.join(".", column.path()),
                        column.required() ? "always" : "");
    }
}
