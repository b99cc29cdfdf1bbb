package io.grapevine.testkit.apidoc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.List;

/** The examples of a document, held against its schemas (OpenAPI 3.1: JSON Schema 2020-12). */
final class Examples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode components;

    Examples(JsonNode document) {
        this.components = JSON.createObjectNode();
        components.set("components", document.path("components").deepCopy());
        close(components);
    }

    /** What is wrong with the examples of one media type, the lack of any included. */
    List<String> faults(String where, JsonNode mediaType) {
        var found = new ArrayList<JsonNode>();
        if (mediaType.has("example")) found.add(mediaType.get("example"));
        mediaType.path("examples").forEach(example -> found.add(example.path("value")));
        if (found.isEmpty()) return List.of(where + ": no example");
        return found.stream()
                .flatMap(example -> violations(where, mediaType, example).stream())
                .toList();
    }

    private List<String> violations(String where, JsonNode mediaType, JsonNode example) {
        var schema = components.deepCopy();
        var own = mediaType.path("schema").deepCopy();
        close(own);
        if (own instanceof ObjectNode fields) schema.setAll(fields);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema).validate(parsed(example)).stream()
                .map(violation -> where + ": example: " + violation.getMessage())
                .toList();
    }

    // An annotation can give an example only as text.
    private static JsonNode parsed(JsonNode example) {
        if (!example.isTextual()) return example;
        try {
            return JSON.readTree(example.asText());
        } catch (JsonProcessingException e) {
            return example;
        }
    }

    /** A property that the schema does not know is a mistake in an example, though a client must bear it in an answer. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.path("properties").isObject()
                && !schema.has("additionalProperties")) schema.put("additionalProperties", false);
        node.forEach(Examples::close);
    }
}
