package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.conversion.adapter.AssignCredit.Named;
import io.grapevine.attribution.conversion.adapter.AssignCredit.Speaker;
import io.grapevine.attribution.manual.Word;
import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.idempotency.Once;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Lets staff say who is credited for a conversion, and take it back. */
@Path("/v1/conversions/{id}/attribution")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Manual attribution")
public class ManualAttributionResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String REASON_FIX =
            "say why, in 1 to " + Word.LONGEST_REASON + " characters: it stays in the conversion's record";

    private final Once once;
    private final Caller caller;
    private final AssignCredit assignCredit;

    ManualAttributionResource(Once once, Caller caller, AssignCredit assignCredit) {
        this.once = once;
        this.caller = caller;
        this.assignCredit = assignCredit;
    }

    /**
     * Who is to be credited.
     *
     * @param participantId this or {@code externalId}, of a participant of the conversion's program
     */
    public record Assignment(
            @Nullable String participantId,
            @Nullable String externalId,
            @Nullable String reason) {}

    /** Why it is taken back. */
    public record Reversal(@Nullable String reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Credit a conversion by hand",
            description =
                    "Whoever is named is credited whole, whatever the facts say, now and later, until it is reversed; refunds and"
                            + " disputes go on to count. A sign-up binds its customer to them, so that later orders follow. The new"
                            + " revision reconciles the rewards and says who decided (a hint of the key), when, why and what was decided"
                            + " before: explanation.manual.")
    @APIResponse(
            responseCode = "200",
            description = "The conversion as it stands now",
            content = @Content(schema = @Schema(implementation = ConversionResponse.class)))
    public Uni<Response> assign(
            String id,
            @Parameter(description = "The same request again is answered alike and carried out once")
                    @HeaderParam(IDEMPOTENCY_KEY)
                    @Nullable
                    String idempotencyKey,
            Assignment body) {
        var reason = checked(body);
        var named = new Named(body.participantId(), body.externalId());
        return answer(
                request(idempotencyKey, id, "", body),
                session -> assignCredit.assign(session, speaker(reason), id, named));
    }

    @POST
    @Path("/reversal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Take a credit by hand back",
            description =
                    "The facts decide again, those included that came meanwhile. It stays in the record, with its reason.")
    @APIResponse(
            responseCode = "200",
            description = "The conversion as the facts decide it",
            content = @Content(schema = @Schema(implementation = ConversionResponse.class)))
    public Uni<Response> reverse(
            String id,
            @Parameter(description = "The same request again is answered alike and carried out once")
                    @HeaderParam(IDEMPOTENCY_KEY)
                    @Nullable
                    String idempotencyKey,
            Reversal body) {
        var reason = checkedReason(body == null ? null : body.reason());
        return answer(
                request(idempotencyKey, id, "/reversal", body),
                session -> assignCredit.reverse(session, speaker(reason), id));
    }

    @DELETE
    @Operation(
            summary = "Take a credit by hand back",
            description = "The same as POST …/attribution/reversal, for clients that send no body.")
    @APIResponse(
            responseCode = "200",
            description = "The conversion as the facts decide it",
            content = @Content(schema = @Schema(implementation = ConversionResponse.class)))
    public Uni<Response> delete(
            String id,
            @Parameter(description = "The same request again is answered alike and carried out once")
                    @HeaderParam(IDEMPOTENCY_KEY)
                    @Nullable
                    String idempotencyKey,
            @Parameter(description = "Why it is taken back, 1 to 500 characters") @QueryParam("reason") @Nullable
                    String reason) {
        return reverse(id, idempotencyKey, new Reversal(reason));
    }

    private static Optional<IdempotentRequest> request(
            @Nullable String key, String conversion, String path, @Nullable Object body) {
        return IdempotentRequest.of(key, "POST /v1/conversions/" + conversion + "/attribution" + path, body);
    }

    private Speaker speaker(String reason) {
        return new Speaker(caller.tenantId(), caller.keyHint(), reason);
    }

    private Uni<Response> answer(
            Optional<IdempotentRequest> request, Function<Mutiny.StatelessSession, Uni<ConversionResponse>> work) {
        return once.answer(
                caller.tenantId(), request, session -> work.apply(session).map(shown -> Answer.of(200, shown)));
    }

    private static String checked(@Nullable Assignment body) {
        var errors = new ArrayList<FieldError>();
        if (body == null || (body.participantId() == null) == (body.externalId() == null))
            errors.add(new FieldError(
                    "/participantId", "required", "write participantId or externalId, and not both: whom to credit"));
        if (body == null || !isReason(body.reason())) errors.add(new FieldError("/reason", "required", REASON_FIX));
        if (!errors.isEmpty()) throw Problem.invalid(errors);
        return checkedReason(body == null ? null : body.reason());
    }

    private static String checkedReason(@Nullable String reason) {
        if (reason == null || !isReason(reason))
            throw Problem.invalid(List.of(new FieldError("/reason", "required", REASON_FIX)));
        return reason.strip();
    }

    private static boolean isReason(@Nullable String reason) {
        return reason != null
                && !reason.isBlank()
                && reason.length() <= Word.LONGEST_REASON
                && reason.codePoints().noneMatch(Character::isISOControl);
    }
}
