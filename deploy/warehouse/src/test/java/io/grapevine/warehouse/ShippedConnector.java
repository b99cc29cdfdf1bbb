package io.grapevine.warehouse;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grapevine.events.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What connector.json says. */
final class ShippedConnector {

    static final Path FILE = Path.of("connector.json").toAbsolutePath();

    private ShippedConnector() {}

    static String setting(String name) {
        try {
            var connector = JsonMapper.builder().build().readTree(Files.readString(FILE));
            return connector.path("config").path(name).asText();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    static List<String> topics() {
        return List.of(setting("topics").split(","));
    }

    /** Every type that comes on its topics. */
    static List<EventType> types() {
        var topics = topics();
        return Arrays.stream(EventType.values())
                .filter(type -> topics.contains(type.topic().topicName()))
                .toList();
    }
}
