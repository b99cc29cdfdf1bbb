package io.grapevine.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the AsyncAPI document says of consumers is what the services are set to read. */
class LogTrafficTest {

    private static final String TENANTS = "grapevine.tenants";

    @ParameterizedTest
    @ValueSource(strings = {"click-tracking", "programs", "attribution", "reward-issuing", "notification", "insights"})
    void aServiceReadsTheTopicsThatTheDocumentSays(String service) throws IOException {
        assertThat(documented(service)).isEqualTo(set(service));
    }

    private static Set<String> documented(String service) throws IOException {
        try (var file = LogTrafficTest.class.getResourceAsStream("/asyncapi.yaml")) {
            var document = new YAMLMapper().readTree(file);
            var topics = new TreeSet<String>();
            document.path("operations").properties().stream()
                    .filter(operation -> operation.getKey().startsWith(service + ".receive."))
                    .forEach(operation -> topics.add(address(document, operation.getValue())));
            return topics;
        }
    }

    private static String address(JsonNode document, JsonNode operation) {
        return document.at(operation.path("channel").path("$ref").asText().substring(1))
                .path("address")
                .asText();
    }

    private static Set<String> set(String service) throws IOException {
        var settings = new Properties();
        try (var file = Files.newBufferedReader(
                project().resolve("services").resolve(service).resolve("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        var topics = new TreeSet<String>();
        topics.add(TENANTS); // every service reads the keys, by chassis's own channel
        settings.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\.incoming\\..*\\.topics?"))
                .forEach(name -> topics.addAll(Set.of(settings.getProperty(name).split(","))));
        topics.removeIf(topic -> topic.endsWith(".dlq")); // read for tenants, as they came
        return topics;
    }

    private static Path project() {
        return RunningSystem.projectDirectory();
    }
}
