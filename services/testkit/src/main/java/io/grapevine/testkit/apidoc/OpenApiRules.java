package io.grapevine.testkit.apidoc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one rule for every service's OpenAPI: who reads only the document can write a client. Every operation says what it does, every
 * parameter what it means, bodies have real examples that fit their schemas, every refusal names its codes, and it is said which key opens
 * what.
 */
public final class OpenApiRules {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete", "options");
    // Answers without a body that an example could show.
    private static final Set<String> NO_BODY = Set.of("204", "302");
    private static final Pattern CODE = Pattern.compile("`[a-z][a-z_0-9]+`");
    private static final String PROBLEM = "/content/application~1problem+json";

    private final JsonNode document;
    private final Examples examples;
    private final List<String> missing = new ArrayList<>();

    private OpenApiRules(JsonNode document) {
        this.document = document;
        this.examples = new Examples(document);
    }

    /** What the document leaves unsaid, each as {@code METHOD path: what}; empty if it is complete. */
    public static List<String> violations(String openApiJson) {
        try {
            var rules = new OpenApiRules(JSON.readTree(openApiJson));
            rules.checkDocument();
            return List.copyOf(rules.missing);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + openApiJson, e);
        }
    }

    private void checkDocument() {
        for (var field : List.of("/info/title", "/info/version", "/info/description", "/info/license/name"))
            demand(!document.at(field).asText().isBlank(), "document", "no " + field);
        demand(!document.path("paths").isEmpty(), "document", "no paths");
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> checkOperation(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                path.getValue(),
                                method.getValue())));
    }

    private void checkOperation(String name, JsonNode path, JsonNode operation) {
        demand(!operation.path("summary").asText().isBlank(), name, "no summary");
        demand(!operation.path("tags").isEmpty(), name, "no tag");
        demand(operation.has("security"), name, "does not say which key opens it");
        operation
                .path("security")
                .forEach(requirement -> requirement
                        .fieldNames()
                        .forEachRemaining(scheme -> demand(
                                document.path("components")
                                        .path("securitySchemes")
                                        .has(scheme),
                                name,
                                "unknown security scheme " + scheme)));
        checkParameters(name, path.path("parameters"));
        checkParameters(name, operation.path("parameters"));
        if (operation.has("requestBody")) checkBody(name + " request", operation.path("requestBody"));
        operation
                .path("responses")
                .properties()
                .forEach(response -> checkResponse(name, response.getKey(), response.getValue()));
        checkUsualRefusals(name, operation);
    }

    private void checkParameters(String name, JsonNode parameters) {
        parameters.forEach(parameter -> {
            var who = "parameter " + parameter.path("name").asText();
            demand(!parameter.path("description").asText().isBlank(), name, who + " is not described");
            if (parameter.path("name").asText().equals("limit"))
                demand(
                        parameter.path("schema").has("minimum")
                                && parameter.path("schema").has("maximum"),
                        name,
                        who + " has no bounds");
        });
    }

    private void checkResponse(String name, String status, JsonNode response) {
        demand(!response.path("description").asText().isBlank(), name, status + " is not described");
        if (status.compareTo("400") >= 0) checkRefusal(name, status, response);
        else if (!NO_BODY.contains(status)) checkBody(name + " " + status, response);
    }

    private void checkRefusal(String name, String status, JsonNode response) {
        demand(response.at(PROBLEM + "/schema/$ref").asText().endsWith("/Problem"), name, status + " is no problem");
        demand(CODE.matcher(response.path("description").asText()).find(), name, status + " names no code");
        missing.addAll(examples.faults(name + " " + status, response.at(PROBLEM)));
    }

    private void checkBody(String name, JsonNode body) {
        demand(!body.path("content").isEmpty(), name, "no content");
        body.path("content").properties().forEach(content -> {
            var who = name + " " + content.getKey();
            demand(content.getValue().has("schema"), who, "no schema");
            missing.addAll(examples.faults(who, content.getValue()));
        });
    }

    private void checkUsualRefusals(String name, JsonNode operation) {
        var responses = operation.path("responses");
        demand(responses.has("500"), name, "does not tell of 500");
        if (!operation.path("security").isEmpty())
            demand(responses.has("401") && responses.has("403"), name, "has a key and does not tell of 401 and 403");
        if (operation.has("requestBody"))
            demand(responses.has("400") || responses.has("422"), name, "takes a body and refuses none");
    }

    private void demand(boolean holds, String where, String what) {
        if (!holds) missing.add(where + ": " + what);
    }
}
