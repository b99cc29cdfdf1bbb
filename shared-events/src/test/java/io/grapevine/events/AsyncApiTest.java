package io.grapevine.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The AsyncAPI document is what the records say; after a change run once with {@code -Dschemas.write=true} and commit what it wrote. */
class AsyncApiTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path DOCUMENT = RESOURCES.resolve("asyncapi.yaml");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    @Test
    void documentIsUpToDate() throws IOException {
        // Given
        var written = YAML.writeValueAsString(AsyncApi.document());
        // When
        if (Boolean.getBoolean("schemas.write")) Files.writeString(DOCUMENT, written);
        // Then
        assertThat(Files.readString(DOCUMENT)).isEqualTo(written);
    }

    @Test
    void documentIsValidAsyncApi() throws IOException {
        assertThat(violations(YAML.readTree(Files.readString(DOCUMENT)))).isEmpty();
    }

    @Test
    void anInvalidDocumentWouldBeSeen() throws IOException {
        // Given
        var document = YAML.readTree(Files.readString(DOCUMENT));
        // When
        var operation = document.path("operations").elements().next();
        ((ObjectNode) operation).put("action", "shout");
        // Then
        assertThat(violations(document))
                .anyMatch(violation -> violation.contains("shout") || violation.contains("action"));
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        // Given
        var document = YAML.readTree(Files.readString(DOCUMENT));
        // When
        var references = document.findValuesAsText("$ref");
        // Then
        assertThat(references).hasSizeGreaterThan(Topic.values().length).allSatisfy(reference -> {
            if (reference.startsWith("#"))
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            else assertThat(RESOURCES.resolve(reference)).exists();
        });
    }

    @ParameterizedTest
    @EnumSource
    void exampleIsValidAgainstHeadersAndPayload(EventType type) throws IOException {
        // Given
        var document = YAML.readTree(Files.readString(DOCUMENT));
        var message = document.at("/components/messages/" + type.wireName());
        var example = message.at("/examples/0");
        var schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        // When
        var headers =
                schemas.getSchema(inlined(document, message.get("headers"))).validate(example.get("headers"));
        var payload = schemas.getSchema(Files.readString(
                        RESOURCES.resolve(message.at("/payload/schema/$ref").asText())))
                .validate(example.get("payload"));
        // Then
        assertThat(headers).isEmpty();
        assertThat(payload).isEmpty();
    }

    private static JsonNode inlined(JsonNode document, JsonNode headers) {
        var inlined = headers.deepCopy();
        ((ArrayNode) inlined.get("allOf")).set(0, document.at("/components/schemas/CloudEvent"));
        return inlined;
    }

    private static Set<String> violations(JsonNode document) throws IOException {
        try (var schema = AsyncApiTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(Objects.requireNonNull(schema))
                    .validate(document)
                    .stream()
                    .map(Object::toString)
                    .collect(Collectors.toSet());
        }
    }
}
