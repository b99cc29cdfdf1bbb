package io.grapevine.rewardissuing.payout.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.idempotency.Once;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.PageRequest;
import io.grapevine.rewardissuing.payout.ConfirmForm;
import io.grapevine.rewardissuing.payout.PayoutForm;
import io.grapevine.rewardissuing.payout.PayoutStatus;
import io.grapevine.rewardissuing.payout.ReturnForm;
import io.grapevine.rewardissuing.payout.adapter.CreatePayout.Creator;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
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
import java.util.Map;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Payouts: one person creates them, another approves them. */
@Path("/v1/payouts")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payouts")
public class PayoutResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final TenantTransactions transactions;
    private final Once once;
    private final Caller caller;
    private final CreatePayout createPayout;
    private final RulePayout rulePayout;
    private final InstantSource clock;

    PayoutResource(
            TenantTransactions transactions,
            Once once,
            Caller caller,
            CreatePayout createPayout,
            RulePayout rulePayout,
            InstantSource clock) {
        this.transactions = transactions;
        this.once = once;
        this.caller = caller;
        this.createPayout = createPayout;
        this.rulePayout = rulePayout;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createPayout",
            summary = "Gather what is payable into a payout, for another person to approve",
            description =
                    "Only what is released and not yet paid goes in: nothing held, in review or frozen. Cash alone, unless `kinds` names credit:"
                            + " store credit stays with the shop until somebody asks to pay it out. A person's debts of the currency are netted,"
                            + " whichever program they come from. Everybody it looked at has a line; a blocked one says why. Nothing is booked"
                            + " before the approval. Needs a key that names a person.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "201",
            description = "Created, and signed by the key's person; `empty` if nobody can be paid",
            content = @Content(schema = @Schema(implementation = PayoutResponse.class)))
    public Uni<Response> create(
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String idempotencyKey,
            @Nullable Map<String, @Nullable Object> body) {
        var form = Refusals.refusing(PayoutForm.read(body));
        var creator = new Creator.ByKey(Refusals.signer(caller).keyHash());
        return changing(
                201,
                idempotencyKey,
                "",
                body,
                (session, now) -> createPayout.handle(session, caller.tenantId(), form, creator, now));
    }

    @GET
    @Operation(operationId = "listPayouts", summary = "Payouts, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayoutResponse.Page.class)))
    public Uni<Response> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        var page = Refusals.refusing(PageRequest.read(cursor, limit));
        return transactions
                .inTenant(caller.tenantId(), session -> PayoutQueries.list(session, known(status), page))
                .map(found -> Answer.of(200, found).toResponse());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getPayout", summary = "A payout with its lines, by person")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayoutResponse.class)))
    public Uni<Response> get(@PathParam("id") String id) {
        return transactions
                .inTenant(caller.tenantId(), session -> answer(session, 200, id))
                .map(Answer::toResponse);
    }

    @POST
    @Path("/{id}/approve")
    @Operation(
            operationId = "approvePayout",
            summary = "Approve as a second person, which books it as paid",
            description =
                    "Whoever created it, or set its schedule, is refused, by whichever of the person's keys. What is booked is what is payable"
                            + " now, never more than was proposed: what was taken back since is left out, and a line that it leaves too little of"
                            + " is dropped with the reason. Large payouts are booked in shares; the status is `approved` until the last.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayoutResponse.class)))
    public Uni<Response> approve(
            @PathParam("id") String id, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String idempotencyKey) {
        var signer = Refusals.signer(caller);
        return said(
                id, "approve", idempotencyKey, null, (session, now) -> rulePayout.approve(session, id, signer, now));
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(operationId = "cancelPayout", summary = "Give up a payout that nobody has approved")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayoutResponse.class)))
    public Uni<Response> cancel(
            @PathParam("id") String id, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String idempotencyKey) {
        return said(id, "cancel", idempotencyKey, null, (session, now) -> rulePayout.cancel(session, id, now));
    }

    @POST
    @Path("/{id}/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmPayout",
            summary = "Say what became of the payments",
            description =
                    "`{}`: everything was paid. `{\"failed\": [{\"lineId\": …, \"reason\": …}]}`: these were surely not, and their money is owed"
                            + " again. `{\"paid\": [lineId, …]}`: only these, the others are still on their way.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayoutResponse.class)))
    public Uni<Response> confirm(
            @PathParam("id") String id,
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String idempotencyKey,
            @Nullable Map<String, @Nullable Object> body) {
        var form = Refusals.refusing(ConfirmForm.read(body));
        return said(id, "confirm", idempotencyKey, body, (session, now) -> rulePayout.confirm(session, id, form, now));
    }

    @POST
    @Path("/{id}/returns")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "returnPayment",
            summary = "A payment came back: its money is owed again",
            description = "Once each: the same `returnId` again changes nothing.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayoutResponse.class)))
    public Uni<Response> returned(
            @PathParam("id") String id,
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String idempotencyKey,
            @Nullable Map<String, @Nullable Object> body) {
        var form = Refusals.refusing(ReturnForm.read(body));
        return said(id, "returns", idempotencyKey, body, (session, now) -> rulePayout.returned(session, id, form, now));
    }

    private Uni<Response> said(
            String id,
            String word,
            @Nullable String idempotencyKey,
            @Nullable Object body,
            BiFunction<Mutiny.StatelessSession, Instant, Uni<Void>> work) {
        return changing(
                200,
                idempotencyKey,
                "/" + id + "/" + word,
                body,
                (session, now) -> work.apply(session, now).replaceWith(id));
    }

    /** @param work answers the payout's id */
    private Uni<Response> changing(
            int status,
            @Nullable String idempotencyKey,
            String path,
            @Nullable Object body,
            BiFunction<Mutiny.StatelessSession, Instant, Uni<String>> work) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return once.answer(
                caller.tenantId(),
                IdempotentRequest.of(idempotencyKey, "POST /v1/payouts" + path, body),
                session -> work.apply(session, now).chain(id -> answer(session, status, id)));
    }

    private static Uni<Answer> answer(Mutiny.StatelessSession session, int status, String id) {
        return PayoutQueries.find(session, id)
                .map(found -> Answer.of(status, found.orElseThrow(() -> Problem.notFound("There is no such payout."))));
    }

    private static String known(@Nullable String status) {
        if (status == null) return "";
        return Arrays.stream(PayoutStatus.values())
                .map(PayoutStatus::wireName)
                .filter(status::equals)
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("unknown_status", "status must be one of the payout's states."));
    }
}
