package io.grapevine.rewardissuing.delivery.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.idempotency.Once;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.PageRequest;
import io.grapevine.events.form.Reading;
import io.grapevine.rewardissuing.delivery.RedeliveryForm;
import io.grapevine.rewardissuing.delivery.adapter.RedeliveryResponse.RedeliveryPage;
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
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Being told again what was told, for consumers of the log that lost something. */
@Path("/v1/rewards/redeliveries")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "redeliveries")
public class RedeliveryResource {

    private final TenantTransactions transactions;
    private final Once once;
    private final Caller caller;
    private final InstantSource clock;

    RedeliveryResource(TenantTransactions transactions, Once once, Caller caller, InstantSource clock) {
        this.transactions = transactions;
        this.once = once;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "redeliverRewardEvents",
            summary = "Tell the reward events of a period again",
            description =
                    "`{from, to}`, and `programKey` or `externalId` (a beneficiary) for less: every change of a reward in the period goes to"
                            + " `grapevine.rewards` again, with the id, time and body that it had and the attribute `ce_redelivery`, some"
                            + " 200 a second and after what is new. Who applies only higher sequences does nothing twice. Webhooks are"
                            + " not told again by this: that is POST /v1/webhooks/{id}/replay?from&to.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = RedeliveryResponse.class)))
    public Uni<Response> ask(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, Map<String, @Nullable Object> body) {
        var tenantId = caller.tenantId();
        var request = IdempotentRequest.of(idempotencyKey, "POST /v1/rewards/redeliveries", body);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var asked = refusing(RedeliveryForm.read(body, now));
        return once.answer(tenantId, request, session -> add(session, tenantId, asked, now));
    }

    @GET
    @Operation(operationId = "listRedeliveries", summary = "What was asked to be told again, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RedeliveryPage.class)))
    public Uni<Response> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        var page = refusing(PageRequest.read(cursor, limit));
        return transactions
                .inTenant(caller.tenantId(), session -> Redeliveries.list(session, page.after(), page.ask()))
                .map(rows -> Answer.of(200, page(page, rows)).toResponse());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getRedelivery", summary = "How far one of them has come")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RedeliveryResponse.class)))
    public Uni<Response> get(@PathParam("id") String id) {
        return transactions
                .inTenant(caller.tenantId(), session -> Redeliveries.find(session, id))
                .map(found ->
                        found.orElseThrow(() -> Problem.notFound("Nothing of this id was asked to be told again.")))
                .map(row -> Answer.of(200, RedeliveryResponse.of(row)).toResponse());
    }

    private static Uni<Answer> add(
            Mutiny.StatelessSession session, String tenantId, RedeliveryForm asked, Instant now) {
        return Redeliveries.count(session, asked)
                .map(events -> RedeliveryRow.of(tenantId, asked, events, now))
                .call(row -> Redeliveries.save(session, row))
                .map(row -> Answer.of(202, RedeliveryResponse.of(row)));
    }

    private static RedeliveryPage page(PageRequest page, List<RedeliveryRow> rows) {
        var items =
                rows.stream().limit(page.limit()).map(RedeliveryResponse::of).toList();
        return new RedeliveryPage(
                items, page.next(rows.size(), () -> items.getLast().id()));
    }

    private static <T> T refusing(Reading<T> reading) {
        return switch (reading) {
            case Reading.Accepted<T>(var value) -> value;
            case Reading.Refused<T>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }
}
