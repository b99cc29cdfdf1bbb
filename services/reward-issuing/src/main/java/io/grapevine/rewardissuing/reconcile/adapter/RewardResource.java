package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.idempotency.Once;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.form.Reading;
import io.grapevine.rewardissuing.approval.Remark;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.grapevine.rewardissuing.reconcile.Ruling;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Rewards as a tenant sees them, and what people may rule about them. */
@Path("/v1/rewards")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rewards")
public class RewardResource {

    // A page that a browser shows at once and that fits one answer of a few hundred kilobytes.
    private static final int LARGEST_PAGE = 500;
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final TenantTransactions transactions;
    private final Once once;
    private final Caller caller;
    private final Books books;
    private final InstantSource clock;

    RewardResource(TenantTransactions transactions, Once once, Caller caller, Books books, InstantSource clock) {
        this.transactions = transactions;
        this.once = once;
        this.caller = caller;
        this.books = books;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listRewards",
            summary =
                    "Rewards, newest first; participantId asks by who receives, customerId by whose conversion it was")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = RewardQueries.RewardPage.class)))
    public Uni<Response> list(
            @QueryParam("participantId") @Nullable String participantId,
            @QueryParam("customerId") @Nullable String customerId,
            @QueryParam("orderId") @Nullable String orderId,
            @QueryParam("status") @Nullable String status,
            @QueryParam("cursor") @Nullable String next,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        var criteria = new RewardQueries.Criteria(participantId, customerId, orderId, known(status));
        return transactions
                .inTenant(caller.tenantId(), session -> RewardQueries.list(session, criteria, next, bounded(limit)))
                .map(page -> Answer.of(200, page).toResponse());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getReward", summary = "A reward with its history")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RewardResponse.class)))
    public Uni<Response> get(@PathParam("id") String id) {
        return transactions
                .inTenant(caller.tenantId(), session -> RewardQueries.find(session, id))
                .map(found -> Answer.of(200, found.orElseThrow(RewardResource::noSuchReward))
                        .toResponse());
    }

    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "approveReward",
            summary = "Says the yes that a reward waits for; of one that needs none, ends the hold at once")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RewardResponse.class)))
    public Uni<Response> approve(
            @PathParam("id") String id,
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String idempotencyKey,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Remark.class)))
                    @Nullable
                    String body) {
        return rule(id, "approve", idempotencyKey, body, Ruling::approve);
    }

    @POST
    @Path("/{id}/reject")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "rejectReward", summary = "Takes the reward back for good")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RewardResponse.class)))
    public Uni<Response> reject(
            @PathParam("id") String id,
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String idempotencyKey,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Remark.class)))
                    @Nullable
                    String body) {
        return rule(id, "reject", idempotencyKey, body, Ruling::reject);
    }

    @POST
    @Path("/{id}/fulfil")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "fulfilReward", summary = "Records that it has been paid, handed over or redeemed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RewardResponse.class)))
    public Uni<Response> fulfil(
            @PathParam("id") String id,
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String idempotencyKey,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Remark.class)))
                    @Nullable
                    String body) {
        return rule(id, "fulfil", idempotencyKey, body, Ruling::fulfil);
    }

    private Uni<Response> rule(
            String id,
            String word,
            @Nullable String idempotencyKey,
            @Nullable String body,
            BiFunction<Reward, Instant, Ruling> ruling) {
        var tenantId = caller.tenantId();
        var said = new RulingRow.Said(word, caller.keyHint(), remark(body));
        var request = IdempotentRequest.of(idempotencyKey, "POST /v1/rewards/" + id + "/" + word, body);
        return once.answer(tenantId, request, session -> ruled(session, tenantId, id, said, ruling));
    }

    private Uni<Answer> ruled(
            Mutiny.StatelessSession session,
            String tenantId,
            String id,
            RulingRow.Said said,
            BiFunction<Reward, Instant, Ruling> ruling) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Rewards.find(session, id)
                .map(found -> changes(ruling.apply(found.orElseThrow(RewardResource::noSuchReward), now), said.word()))
                .call(changes -> books.write(session, tenantId, changes, Map.of()))
                .call(changes -> IssueRewards.rejected(session, changes))
                .chain(changes -> RulingRow.record(session, tenantId, changes, said))
                .chain(() -> RewardQueries.find(session, id))
                .map(shown -> Answer.of(200, shown.orElseThrow(RewardResource::noSuchReward)));
    }

    /** The body may be left out, and with it the content type. */
    private static Remark remark(@Nullable String body) {
        return switch (Remark.read(body == null || body.isBlank() ? null : parsed(body))) {
            case Reading.Accepted<Remark>(var remark) -> remark;
            case Reading.Refused<Remark>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }

    private static Object parsed(String body) {
        try {
            return EventJson.mapper().readValue(body, Object.class);
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("malformed_json", "The body is no JSON; it may be left out.");
        }
    }

    /** A word that was said before changes nothing and is answered like the first time. */
    private static List<Changed> changes(Ruling ruling, String word) {
        return switch (ruling) {
            case Ruling.Moved(var change) -> List.of(change);
            case Ruling.Already(var reward) -> List.of();
            case Ruling.Illegal(var from) ->
                throw Problem.conflict(
                        "illegal_transition", "A reward that is " + from.wireName() + " has no way to " + word + ".");
        };
    }

    private static @Nullable String known(@Nullable String status) {
        if (status == null) return null;
        return Arrays.stream(RewardChanged.Status.values())
                .map(RewardChanged.Status::wireName)
                .filter(status::equals)
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("unknown_status", "status must be one of the reward's states."));
    }

    private static int bounded(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE)
            throw Problem.badRequest("invalid_limit", "limit must be 1-" + LARGEST_PAGE + ".");
        return limit;
    }

    private static Problem noSuchReward() {
        return Problem.notFound("There is no such reward.");
    }
}
