package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.conversion.adapter.AssignCredit.Speaker;
import io.grapevine.attribution.manual.Word;
import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.idempotency.Once;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Screening.Word.Said;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Shows what people have to look at, and takes what they say about it. */
@Path("/v1/reviews")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reviews")
public class ReviewResource {

    // As large as the other lists'.
    private static final int LARGEST_PAGE = 500;
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Map<String, Said> VERDICTS = Map.of("accept", Said.ACCEPT, "refuse", Said.REFUSE);

    private final TenantTransactions transactions;
    private final Once once;
    private final Caller caller;
    private final DecideReview decideReview;

    ReviewResource(TenantTransactions transactions, Once once, Caller caller, DecideReview decideReview) {
        this.transactions = transactions;
        this.once = once;
        this.caller = caller;
        this.decideReview = decideReview;
    }

    /**
     * What staff decide.
     *
     * @param verdict accept or refuse
     */
    public record Decision(
            @Nullable String verdict, @Nullable String reason) {}

    /** A participant's appeal. */
    public record Appeal(
            @Nullable String externalId, @Nullable String text) {}

    @GET
    @Operation(
            summary = "List reviews",
            description =
                    "Conversions that a person must look at, or that were refused for what speaks against them, with points"
                            + " and evidence, oldest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = ReviewResponse.Page.class)))
    public Uni<ReviewResponse.Page> list(
            @Parameter(description = "open, accepted, refused or withdrawn; all without it")
                    @QueryParam("status")
                    @Nullable
                    String status,
            @QueryParam("programKey") @Nullable String programKey,
            @Parameter(description = "the next of the page before") @QueryParam("cursor") @DefaultValue("")
                    String cursor,
            @Parameter(description = "1 to 500") @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE)
            throw Problem.badRequest("invalid_parameter", "limit must be 1 to " + LARGEST_PAGE + ", was " + limit);
        if (status != null
                && Arrays.stream(ReviewRow.Status.values())
                        .noneMatch(known -> known.word().equals(status)))
            throw Problem.badRequest("unknown_status", "status must be open, accepted, refused or withdrawn");
        return transactions
                .inTenant(caller.tenantId(), session -> Reviews.page(session, status, programKey, cursor, limit + 1))
                .map(rows -> page(rows, limit));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "Show a review",
            description =
                    "With what people said about it, and the conversion with all its revisions. A review's id is its conversion's.")
    @APIResponse(
            responseCode = "200",
            description = "The review",
            content = @Content(schema = @Schema(implementation = ReviewResponse.class)))
    public Uni<ReviewResponse> show(String id) {
        return transactions.inTenant(caller.tenantId(), session -> decideReview.shown(session, id));
    }

    @POST
    @Path("/{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Accept or refuse",
            description =
                    "Goes before every signal, now and later; what is said about a sign-up is said about every order that rests"
                            + " on it. The new revision releases or refuses the rewards and says who decided (a hint of the key), when and why:"
                            + " explanation.screening.word. Deciding again is allowed: the latest word holds.")
    @APIResponse(
            responseCode = "200",
            description = "The review as it stands now",
            content = @Content(schema = @Schema(implementation = ReviewResponse.class)))
    public Uni<Response> decide(
            String id,
            @Parameter(description = "The same request again is answered alike and carried out once")
                    @HeaderParam(IDEMPOTENCY_KEY)
                    @Nullable
                    String idempotencyKey,
            Decision body) {
        var errors = new ArrayList<FieldError>();
        var verdict = body == null || body.verdict() == null ? null : VERDICTS.get(body.verdict());
        if (verdict == null) errors.add(new FieldError("/verdict", "required", "write accept or refuse"));
        var reason = text("/reason", body == null ? null : body.reason(), errors);
        if (!errors.isEmpty()) throw Problem.invalid(errors);
        var speaker = new Speaker(caller.tenantId(), caller.keyHint(), reason);
        return answer(
                idempotencyKey,
                "POST /v1/reviews/" + id + "/decision",
                body,
                session -> decideReview.decide(session, speaker, id, Objects.requireNonNull(verdict)));
    }

    @POST
    @Path("/{id}/appeal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Appeal for a participant",
            description =
                    "Opens a refused review again, once, in the name of a participant who would have been credited.")
    @APIResponse(
            responseCode = "200",
            description = "The review as it stands now",
            content = @Content(schema = @Schema(implementation = ReviewResponse.class)))
    public Uni<Response> appeal(
            String id,
            @Parameter(description = "The same request again is answered alike and carried out once")
                    @HeaderParam(IDEMPOTENCY_KEY)
                    @Nullable
                    String idempotencyKey,
            Appeal body) {
        var errors = new ArrayList<FieldError>();
        var externalId = body == null ? null : body.externalId();
        if (externalId == null)
            errors.add(new FieldError("/externalId", "required", "write who appeals: the participant's external id"));
        var text = text("/text", body == null ? null : body.text(), errors);
        if (!errors.isEmpty()) throw Problem.invalid(errors);
        var tenantId = caller.tenantId();
        return answer(
                idempotencyKey,
                "POST /v1/reviews/" + id + "/appeal",
                body,
                session -> decideReview.appeal(session, tenantId, id, Objects.requireNonNull(externalId), text));
    }

    private Uni<Response> answer(
            @Nullable String key,
            String operation,
            @Nullable Object body,
            Function<Mutiny.StatelessSession, Uni<ReviewResponse>> work) {
        return once.answer(
                caller.tenantId(),
                IdempotentRequest.of(key, operation, body),
                session -> work.apply(session).map(shown -> Answer.of(200, shown)));
    }

    private static ReviewResponse.Page page(List<ReviewRow> rows, int limit) {
        var items = rows.stream().limit(limit).map(ReviewResponse::of).toList();
        return new ReviewResponse.Page(
                items, rows.size() > limit ? items.getLast().id() : null);
    }

    private static String text(String pointer, @Nullable String text, List<FieldError> errors) {
        if (text != null
                && !text.isBlank()
                && text.length() <= Word.LONGEST_REASON
                && text.codePoints().noneMatch(Character::isISOControl)) return text.strip();
        errors.add(new FieldError(
                pointer,
                "required",
                "say why, in 1 to " + Word.LONGEST_REASON + " characters: it stays in the record"));
        return "";
    }
}
