package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.Times;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Where a tenant says where it wants to be told, and of what. */
@Path("/v1/webhooks")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
        name = "Webhooks",
        description =
                "Signed posts (Standard Webhooks) of what changes. The id in webhook-id is the same over all attempts: keep it "
                        + "and answer 2xx to a repetition. Ten attempts over 75 h 35 min, then a dead letter that can be replayed.")
public class WebhookResource {

    private static final int ACCEPTED = 202;

    private final Caller caller;
    private final TenantTransactions transactions;
    private final Webhooks webhooks;
    private final EditWebhooks editWebhooks;
    private final Receivers receivers;
    private final TestWebhook testWebhook;
    private final ReplayDeliveries replayDeliveries;

    WebhookResource(
            Caller caller,
            TenantTransactions transactions,
            Webhooks webhooks,
            EditWebhooks editWebhooks,
            Receivers receivers,
            TestWebhook testWebhook,
            ReplayDeliveries replayDeliveries) {
        this.caller = caller;
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.editWebhooks = editWebhooks;
        this.receivers = receivers;
        this.testWebhook = testWebhook;
        this.replayDeliveries = replayDeliveries;
    }

    /** A list as every list of the API is. */
    record WebhookList(List<WebhookResponse> items) {}

    @POST
    @Operation(summary = "Makes an endpoint; the answer is the only one that shows its secret.")
    @APIResponse(responseCode = "201", description = "The endpoint and its secret.")
    public Uni<Response> create(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, @Nullable WebhookRequest request) {
        var tenantId = caller.tenantId();
        var once = IdempotentRequest.of(idempotencyKey, "POST /v1/webhooks", request);
        var form = WebhookForm.toCreate(request, receivers);
        return reachable(form)
                .chain(() -> editWebhooks.create(tenantId, once, form))
                .map(Answer::toResponse);
    }

    @GET
    @Operation(summary = "Lists the endpoints, oldest first.")
    public Uni<WebhookList> list() {
        var tenantId = caller.tenantId();
        return transactions.inTenant(
                tenantId,
                session -> webhooks.all(session, tenantId)
                        .map(rows -> new WebhookList(
                                rows.stream().map(WebhookResponse::of).toList())));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Shows an endpoint.")
    public Uni<WebhookResponse> show(@PathParam("id") String id) {
        var tenantId = caller.tenantId();
        return transactions.inTenant(
                tenantId, session -> webhooks.existing(session, tenantId, id).map(WebhookResponse::of));
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            summary = "Changes URL, types, signatures, order or limit, or switches the endpoint off and on.",
            description = "While it is off, everything for it becomes a dead letter, which a replay delivers later.")
    public Uni<WebhookResponse> change(@PathParam("id") String id, @Nullable WebhookRequest request) {
        var tenantId = caller.tenantId();
        var form = WebhookForm.toChange(request, receivers);
        return reachable(form).chain(() -> editWebhooks.change(tenantId, id, form));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Removes an endpoint and its deliveries, those that wait included.")
    public Uni<Void> delete(@PathParam("id") String id) {
        return editWebhooks.delete(caller.tenantId(), id);
    }

    @POST
    @Path("/{id}/rotate-secret")
    @Operation(
            summary =
                    "Replaces the secret, and the key pair if there is one; for 24 hours every post carries a signature of each.")
    @APIResponse(responseCode = "200", description = "The endpoint and its new secret.")
    public Uni<Response> rotate(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, @PathParam("id") String id) {
        var once = IdempotentRequest.of(idempotencyKey, "POST /v1/webhooks/" + id + "/rotate-secret", null);
        return editWebhooks.rotate(caller.tenantId(), once, id).map(Answer::toResponse);
    }

    @POST
    @Path("/{id}/test")
    @Operation(
            summary = "Posts a message of type webhook.test now, once, and tells how it went.",
            description = "It is sent whatever types the endpoint wants and is not listed among its deliveries.")
    public Uni<TestWebhook.Result> test(@PathParam("id") String id) {
        return testWebhook.handle(caller.tenantId(), id);
    }

    @POST
    @Path("/{id}/replay")
    @ResponseStatus(ACCEPTED)
    @APIResponse(
            responseCode = "202",
            description = "How many will be sent again",
            content = @Content(schema = @Schema(implementation = ReplayDeliveries.Replayed.class)))
    @Operation(
            summary = "Sends all dead letters of an endpoint again, each with ten attempts and the id it had.",
            description =
                    "With `from` and `to`, instead, everything that tells of a change in that time, what was delivered included:"
                            + " for a receiver that lost what it was told. What waits is not touched.")
    public Uni<ReplayDeliveries.Replayed> replayAll(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        if (from == null && to == null)
            return replayDeliveries.all(caller.tenantId(), id).map(ReplayDeliveries.Replayed::new);
        return replayDeliveries
                .period(caller.tenantId(), id, time(from), time(to))
                .map(ReplayDeliveries.Replayed::new);
    }

    private static Instant time(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(Times::parse).orElseThrow(WebhookResource::invalidPeriod);
    }

    private static Problem invalidPeriod() {
        return Problem.badRequest(
                "invalid_period", "from and to must both be times like 2026-06-01T00:00:00Z, or both be left out.");
    }

    private Uni<Void> reachable(WebhookForm form) {
        if (form.target().isEmpty()) return Uni.createFrom().voidItem();
        return receivers
                .mayReach(form.target().get())
                .onItem()
                .transform(allowed -> {
                    if (!allowed) throw WebhookForm.unreachable();
                    return allowed;
                })
                .replaceWithVoid();
    }
}
