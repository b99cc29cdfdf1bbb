package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.webhook.DeliveryStatus;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Where a tenant sees what became of what it was to be told, and sends dead letters again. */
@Path("/v1/webhooks/{id}/deliveries")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class DeliveryResource {

    // A page with the attempts of each delivery stays well below a megabyte.
    private static final int LARGEST_PAGE = 100;
    private static final String USUAL_PAGE = "25";
    private static final int ACCEPTED = 202;

    private final Caller caller;
    private final TenantTransactions transactions;
    private final Webhooks webhooks;
    private final DeliveryLists lists;
    private final ReplayDeliveries replayDeliveries;

    DeliveryResource(
            Caller caller,
            TenantTransactions transactions,
            Webhooks webhooks,
            DeliveryLists lists,
            ReplayDeliveries replayDeliveries) {
        this.caller = caller;
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.lists = lists;
        this.replayDeliveries = replayDeliveries;
    }

    /** A page, newest first; {@code next} is the cursor of the following one. */
    record DeliveryPage(
            List<DeliveryResponse> items, @Nullable String next) {}

    @GET
    @Operation(summary = "Lists the deliveries of an endpoint with their attempts, newest first.")
    public Uni<DeliveryPage> list(
            @PathParam("id") String id,
            @QueryParam("status") @Nullable String status,
            @QueryParam("cursor") @DefaultValue("") String cursor,
            @QueryParam("limit") @DefaultValue(USUAL_PAGE) int limit) {
        var tenantId = caller.tenantId();
        var wanted = Optional.ofNullable(status).map(DeliveryResource::known);
        if (limit < 1 || limit > LARGEST_PAGE)
            throw Problem.badRequest("invalid_limit", "limit must be 1 to " + LARGEST_PAGE + ".");
        return transactions.inTenant(
                tenantId,
                session -> webhooks.existing(session, tenantId, id)
                        .chain(webhook -> page(session, webhook, wanted, cursor, limit)));
    }

    @GET
    @Path("/{deliveryId}")
    @Operation(summary = "Shows a delivery with its attempts and the body that was posted.")
    public Uni<DeliveryResponse> show(@PathParam("id") String id, @PathParam("deliveryId") String deliveryId) {
        var tenantId = caller.tenantId();
        return transactions.inTenant(
                tenantId,
                session -> webhooks.existing(session, tenantId, id)
                        .chain(webhook -> lists.one(session, webhook, deliveryId))
                        .map(found -> found.orElseThrow(DeliveryResource::unknown))
                        .chain(row -> lists.attempts(session, tenantId, List.of(row.deliveryId))
                                .map(attempts -> DeliveryResponse.of(row, attempts))));
    }

    @POST
    @Path("/{deliveryId}/replay")
    @ResponseStatus(ACCEPTED)
    @APIResponse(
            responseCode = "202",
            description = "How many will be sent again",
            content = @Content(schema = @Schema(implementation = ReplayDeliveries.Replayed.class)))
    @Operation(summary = "Sends one delivery that has ended again, with ten attempts and the id it had.")
    public Uni<ReplayDeliveries.Replayed> replay(
            @PathParam("id") String id, @PathParam("deliveryId") String deliveryId) {
        return replayDeliveries.one(caller.tenantId(), id, deliveryId).replaceWith(new ReplayDeliveries.Replayed(1));
    }

    private Uni<DeliveryPage> page(
            Mutiny.StatelessSession session,
            WebhookRow webhook,
            Optional<DeliveryStatus> status,
            String cursor,
            int limit) {
        return lists.page(session, webhook, status, cursor, limit)
                .chain(rows -> lists.attempts(
                                session,
                                webhook.tenantId,
                                rows.stream().map(row -> row.deliveryId).toList())
                        .map(attempts -> page(rows, attempts, limit)));
    }

    private static DeliveryPage page(List<DeliveryRow> rows, List<AttemptRow> attempts, int limit) {
        var items = rows.stream().map(row -> DeliveryResponse.of(row, attempts)).toList();
        return new DeliveryPage(items, rows.size() < limit ? null : rows.getLast().deliveryId);
    }

    private static Problem unknown() {
        return Problem.notFound("This webhook has no such delivery.");
    }

    private static DeliveryStatus known(String status) {
        return DeliveryStatus.named(status)
                .orElseThrow(() ->
                        Problem.badRequest("invalid_status", "status is one of pending, delivered, dead_letter."));
    }
}
