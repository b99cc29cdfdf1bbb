package io.grapevine.chassis.apidoc;

import io.grapevine.chassis.problem.ProblemBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Refusals in the document. A response of 400 and up names its codes in backquotes in its description; from those it gets the body's
 * schema and an example for each code.
 */
final class Problems {

    static final String SCHEMA = "Problem";

    private static final Pattern CODE = Pattern.compile("`([a-z][a-z0-9_]+)`");
    private static final int FIRST_REFUSAL = 400;

    private Problems() {}

    static Schema schema() {
        var fieldError = OASFactory.createSchema()
                .type(List.of(SchemaType.OBJECT))
                .addProperty("pointer", text("JSON Pointer into the request's body"))
                .addProperty("code", text("A stable word for what is wrong with the field"))
                .addProperty("detail", text("For people: what to do"));
        return OASFactory.createSchema()
                .type(List.of(SchemaType.OBJECT))
                .description("RFC 9457. `code` is stable and may be switched on; `detail` is for people.")
                .addProperty("type", text("urn:grapevine:problem: and the code"))
                .addProperty("title", text("The code in words"))
                .addProperty("status", OASFactory.createSchema().type(List.of(SchemaType.INTEGER)))
                .addProperty("detail", text("What happened, and what to do"))
                .addProperty("code", text("A stable lower_snake word"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .type(List.of(SchemaType.ARRAY))
                                .items(fieldError))
                .required(List.of("type", "title", "status", "detail", "code"));
    }

    /** Adds a code to the refusals of an operation unless the operation tells of it itself. */
    static void add(Operation operation, int status, String code, String meaning) {
        var responses = operation.getResponses();
        var response = responses.getAPIResponse(String.valueOf(status));
        if (response == null) {
            response = OASFactory.createAPIResponse();
            responses.addAPIResponse(String.valueOf(status), response);
        }
        var said = Objects.requireNonNullElse(response.getDescription(), "");
        if (said.contains("`" + code + "`")) return;
        response.description((said.isEmpty() ? "" : said + "; ") + "`" + code + "`: " + meaning);
    }

    /** Gives every refusal that has no body of its own the problem's. */
    static void describe(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (!status.matches("\\d{3}") || Integer.parseInt(status) < FIRST_REFUSAL) return;
            if (response.getContent() == null
                    || response.getContent().getMediaTypes() == null
                    || response.getContent().getMediaTypes().isEmpty())
                response.content(body(Integer.parseInt(status), response));
        });
    }

    private static Content body(int status, APIResponse response) {
        var media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA));
        CODE.matcher(Objects.requireNonNullElse(response.getDescription(), ""))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(code ->
                        media.addExample(code, OASFactory.createExample().value(example(status, code))));
        return OASFactory.createContent().addMediaType(ProblemBody.MEDIA_TYPE, media);
    }

    private static Map<String, Object> example(int status, String code) {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", "urn:grapevine:problem:" + code);
        example.put("title", code.replace('_', ' '));
        example.put("status", status);
        example.put("detail", "What happened, and what to do.");
        example.put("code", code);
        return example;
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING)).description(description);
    }
}
