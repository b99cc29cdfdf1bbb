package io.grapevine.chassis.apidoc;

import io.grapevine.events.ApiKeyPublished.Kind;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/** Adds to a service's document what holds for every operation; what an operation says itself stays. Runs at build time. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final Map<Kind, String> KEYS = Map.of(
            Kind.SECRET, "A server's key, gv_sk_…: everything of its tenant.",
            Kind.PUBLISHABLE, "A browser's key, gv_pk_…: sends events from its origins, reads nothing.",
            Kind.OPERATOR, "The operator's key of this installation.");
    private static final String PARTICIPANT = "participant";
    private static final String REDIRECTED = "302";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Map<String, String> PARAMETERS = Map.of(
            "key",
            "The program's key",
            "cursor",
            "The `next` of the page before",
            "limit",
            "How many items the page has at most",
            IDEMPOTENCY_KEY,
            "1-255 printable characters: the same key with the same body gets the first answer again, with another body 409."
                    + " Kept for ever for money, at least 72 h else.");

    private final Admissions admissions;

    public ApiDescription(IndexView index) {
        this.admissions = new Admissions(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) document.components(OASFactory.createComponents());
        document.getComponents().addSchema(Problems.SCHEMA, Problems.schema());
        KEYS.forEach((kind, meaning) -> document.getComponents()
                .addSecurityScheme(
                        kind.wireName(),
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(meaning)));
        document.getComponents()
                .addSecurityScheme(
                        PARTICIPANT,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "A participant's own token, gv_pt_…: what concerns this participant, for some"
                                                + " hours. On a GET it may stand in the query as `access_token`, for EventSource."));
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, item, method, operation)));
    }

    private void complete(String path, PathItem item, PathItem.HttpMethod method, Operation operation) {
        if (operation.getResponses() == null) operation.responses(OASFactory.createAPIResponses());
        admit(operation, admissions.of(method.name(), path));
        if (admissions.letsParticipantsIn(method.name(), path))
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(PARTICIPANT));
        parameters(item, operation).forEach(ApiDescription::describe);
        if (parameters(item, operation).stream().anyMatch(parameter -> IDEMPOTENCY_KEY.equals(parameter.getName()))) {
            Problems.add(operation, 400, "invalid_idempotency_key", "it is not 1-255 printable characters");
            Problems.add(operation, 409, "idempotency_conflict", "the key was used with another body");
        }
        if (operation.getRequestBody() != null) {
            Problems.add(operation, 400, "malformed_json", "the body cannot be read");
            Problems.add(operation, 413, "payload_too_large", "the body is too long");
            Problems.add(operation, 415, "unsupported_media_type", "the body is of a type that is not read here");
        }
        if (parameters(item, operation).stream().anyMatch(ApiDescription::isWhole))
            Problems.add(operation, 400, "invalid_parameter", "what should be a whole number is none");
        if (readsText(item, operation))
            Problems.add(operation, 400, "invalid_character", "U+0000 in the path, the query or the body");
        if (!operation.getResponses().hasAPIResponse(REDIRECTED)) // which has no body to be accepted
        Problems.add(operation, 406, "not_acceptable", "`Accept` names nothing that is answered here");
        Problems.add(operation, 500, "internal_error", "our fault; the request may be sent again");
        Problems.add(
                operation,
                503,
                "service_unavailable",
                "the database does not answer just now; send it again after `Retry-After`");
        Problems.describe(operation);
    }

    private static void admit(Operation operation, List<Kind> kinds) {
        if (kinds.isEmpty()) {
            operation.security(List.of());
            return;
        }
        kinds.forEach(kind -> operation.addSecurityRequirement(
                OASFactory.createSecurityRequirement().addScheme(kind.wireName())));
        Problems.add(operation, 401, "unauthorized", "no key, or one that is unknown or revoked");
        Problems.add(operation, 403, "forbidden", "a key of another kind");
    }

    private static boolean isWhole(Parameter parameter) {
        return parameter.getIn() == Parameter.In.QUERY
                && parameter.getSchema() != null
                && parameter.getSchema().getType() != null
                && parameter.getSchema().getType().contains(SchemaType.INTEGER);
    }

    /** Whether a text of the request may go to the database; who needs no key is judged without one. */
    private static boolean readsText(PathItem item, Operation operation) {
        return !operation.getSecurity().isEmpty()
                && (operation.getRequestBody() != null
                        || !parameters(item, operation).isEmpty());
    }

    private static List<Parameter> parameters(PathItem item, Operation operation) {
        var all = new ArrayList<>(Objects.requireNonNullElse(item.getParameters(), List.<Parameter>of()));
        all.addAll(Objects.requireNonNullElse(operation.getParameters(), List.of()));
        return all;
    }

    private static void describe(Parameter parameter) {
        if (parameter.getDescription() == null) parameter.description(PARAMETERS.get(parameter.getName()));
    }
}
