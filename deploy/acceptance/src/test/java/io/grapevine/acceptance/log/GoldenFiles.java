package io.grapevine.acceptance.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** Where the copies of the golden end-to-end files lie. */
public final class GoldenFiles {
    public static final Path DIRECTORY = Path.of("src/test/resources/golden");

    private GoldenFiles() {}

    public static Path file(String name) {
        return DIRECTORY.resolve(name);
    }

    public static JsonNode replayCaseOf(String log) throws IOException {
        for (var goldenCase :
                new ObjectMapper().readTree(file("08_end_to_end.json").toFile()).path("cases")) {
            if (goldenCase.path("input").path("events").asText().equals(log)) return goldenCase;
        }
        throw new IllegalArgumentException("no case for " + log);
    }
}
