package io.grapevine.rewardissuing.payout.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.payout.PayeeForm;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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

/** How people are paid. */
@Path("/v1/payees/{externalId}")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payees")
public class PayeeResource {

    private final TenantTransactions transactions;
    private final Caller caller;
    private final Payees payees;
    private final InstantSource clock;

    PayeeResource(TenantTransactions transactions, Caller caller, Payees payees, InstantSource clock) {
        this.transactions = transactions;
        this.caller = caller;
        this.payees = payees;
        this.clock = clock;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putPayee",
            summary = "Say how a person is paid, and where the tax form stands",
            description =
                    "The whole of it, each time. Name and accounts are sealed and never shown again, but for a hint and in the files of a"
                            + " payout. A changed account is a new one: lines that wait for their approval with the old one are then dropped as"
                            + " `payee_changed`.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayeeResponse.class)))
    public Uni<Response> put(@PathParam("externalId") String externalId, @Nullable Map<String, @Nullable Object> body) {
        var form = Refusals.refusing(PayeeForm.read(body, AccountNumbers.RULES));
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions
                .inTenant(
                        caller.tenantId(),
                        session -> payees.save(session, caller.tenantId(), externalId, form, now)
                                .chain(() -> shown(session, externalId)))
                .map(Answer::toResponse);
    }

    @GET
    @Operation(operationId = "getPayee", summary = "How a person is paid, without the account itself")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayeeResponse.class)))
    public Uni<Response> get(@PathParam("externalId") String externalId) {
        return transactions
                .inTenant(caller.tenantId(), session -> shown(session, externalId))
                .map(Answer::toResponse);
    }

    @DELETE
    @Operation(
            operationId = "deletePayee",
            summary = "Forget how a person is paid",
            description =
                    "Every account the person ever had here, for good; a payout that has not been exported cannot pay it any more.")
    @APIResponse(responseCode = "204", description = "Forgotten")
    public Uni<Response> delete(@PathParam("externalId") String externalId) {
        return transactions
                .inTenant(caller.tenantId(), session -> Payees.forget(session, externalId))
                .map(known -> {
                    if (!known) throw nobody();
                    return Response.noContent().build();
                });
    }

    private static Uni<Answer> shown(Mutiny.StatelessSession session, String externalId) {
        return Payees.find(session, externalId)
                .map(found -> Answer.of(200, found.map(Payees.PayeeRow::shown).orElseThrow(PayeeResource::nobody)));
    }

    private static Problem nobody() {
        return Problem.notFound("Nobody said how this person is paid.");
    }
}
