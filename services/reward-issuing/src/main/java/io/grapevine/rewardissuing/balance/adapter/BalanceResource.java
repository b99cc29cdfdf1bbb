package io.grapevine.rewardissuing.balance.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people have. */
@Path("/v1/balances")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "balances")
public class BalanceResource {

    // A reconciliation job reads everybody; a page of this size still fits one answer of a few hundred kilobytes.
    private static final int LARGEST_PAGE = 1000;

    private final TenantTransactions transactions;
    private final Caller caller;

    BalanceResource(TenantTransactions transactions, Caller caller) {
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @Path("/{person}")
    @Operation(
            operationId = "getBalances",
            summary = "A participantId answers that person in that program, a customerId over all programs")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BalanceResponse.class)))
    public Uni<Response> get(@PathParam("person") String person) {
        return transactions
                .inTenant(caller.tenantId(), session -> Balances.of(session, person))
                .map(found -> Answer.of(200, found.orElseThrow(() -> Problem.notFound("Nobody here has this id.")))
                        .toResponse());
    }

    @GET
    @Operation(
            operationId = "listBalances",
            summary = "Everybody who ever had something, by externalId; without programKey over all programs")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Balances.BalancePage.class)))
    public Uni<Response> list(
            @QueryParam("programKey") @DefaultValue("") String programKey,
            @QueryParam("cursor") @DefaultValue("") String next,
            @QueryParam("limit") @DefaultValue("500") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE)
            throw Problem.badRequest("invalid_limit", "limit must be 1-" + LARGEST_PAGE + ".");
        return transactions
                .inTenant(caller.tenantId(), session -> Balances.page(session, programKey, next, limit))
                .map(page -> Answer.of(200, page).toResponse());
    }
}
