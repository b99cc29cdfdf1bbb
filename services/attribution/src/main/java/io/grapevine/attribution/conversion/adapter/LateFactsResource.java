package io.grapevine.attribution.conversion.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows what came too late to count in a program. */
@Path("/v1/attribution/programs/{key}/late-facts")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Late facts")
public class LateFactsResource {

    // As many as lie in memory without harm.
    private static final int LARGEST_PAGE = 500;

    private final TenantTransactions transactions;
    private final Caller caller;

    LateFactsResource(TenantTransactions transactions, Caller caller) {
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "List what came too late",
            description =
                    "Clicks and events that arrived later after their event time than the program's version of that time waits"
                            + " (`attribution.lateness`). They are kept and change nothing in this program; an order or sign-up of which"
                            + " no report came in time says too_late. A page may hold fewer than the limit and still have a next.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = LateFacts.Page.class)))
    public Uni<LateFacts.Page> list(
            String key,
            @Parameter(description = "the next of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500") @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE)
            throw Problem.badRequest("invalid_parameter", "limit must be 1 to " + LARGEST_PAGE + ", was " + limit);
        return transactions.inTenant(
                caller.tenantId(),
                session -> Definitions.programs(session)
                        .chain(programs -> LateFacts.page(session, CountJourneys.find(programs, key), cursor, limit)));
    }
}
