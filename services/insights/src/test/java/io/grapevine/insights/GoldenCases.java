package io.grapevine.insights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The golden cases of a family, as they were given. */
public final class GoldenCases {

    private static final JsonMapper MAPPER = new JsonMapper();

    private GoldenCases() {}

    /** One case; its title shows in the test's name. */
    public record Case(String id, String op, String title, JsonNode input, JsonNode expected) {
        @Override
        public String toString() {
            return id + " " + title;
        }
    }

    public static Stream<Case> family(String file) {
        try (var json = open(file)) {
            var cases = MAPPER.readTree(json).get("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(node -> new Case(
                            node.get("id").asText(),
                            node.get("op").asText(),
                            node.get("title").asText(),
                            node.get("input"),
                            node.get("expected")))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static InputStream open(String file) {
        return Objects.requireNonNull(GoldenCases.class.getResourceAsStream("/golden/" + file), file);
    }
}
