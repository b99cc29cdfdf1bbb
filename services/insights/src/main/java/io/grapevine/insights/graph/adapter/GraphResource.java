package io.grapevine.insights.graph.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.graph.Branch;
import io.grapevine.insights.graph.ForestSummary;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who brought whom. */
@Path("/v1/insights/programs/{key}/graph")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Graph")
public class GraphResource {

    /** One question to the database per generation. */
    private static final int MOST_GENERATIONS = 10;
    /** What a person can look at, and what one answer may weigh. */
    private static final int MOST_PEOPLE = 1_000;

    private final TenantTransactions transactions;
    private final Caller caller;

    GraphResource(TenantTransactions transactions, Caller caller) {
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "The program's referral forest in numbers",
            description =
                    "People are the customers (whoever signed up) and the owners of codes; edges are the binds that hold now.")
    @APIResponse(responseCode = "200", description = "The forest as of now")
    public Uni<ForestSummary> summary(String key) {
        return transactions.inTenant(
                caller.tenantId(),
                session -> Referrals.ofProgram(session, key)
                        .chain(Referrals::forest)
                        .map(forest -> ForestSummary.of(key, forest)));
    }

    @GET
    @Path("/{participantId}")
    @Operation(
            summary = "The people below one person",
            description = "Generation by generation, in the order they were brought; at most 1,000 people.")
    @APIResponse(responseCode = "200", description = "The branch as of now")
    public Uni<Branch> below(
            String key,
            @Parameter(description = "`par_…`, or the site's own id of a person") String participantId,
            @Parameter(description = "Generations, 1-10") @QueryParam("depth") @DefaultValue("3") String depth) {
        var generations = generations(depth);
        return transactions.inTenant(
                caller.tenantId(),
                session -> Referrals.ofProgram(session, key)
                        .chain(referrals -> referrals
                                .person(participantId)
                                .map(found -> found.orElseThrow(() -> nobody(key, participantId)))
                                .chain(person -> referrals.below(person, generations, MOST_PEOPLE))));
    }

    private static int generations(String text) {
        try {
            var generations = Integer.parseInt(text);
            if (generations >= 1 && generations <= MOST_GENERATIONS) return generations;
        } catch (NumberFormatException e) {
            // refused below, like a number out of bounds
        }
        throw Problem.badRequest("invalid_parameter", "depth must be 1-" + MOST_GENERATIONS + ", was " + text + ".");
    }

    private static Problem nobody(String key, String person) {
        return Problem.notFound("Program " + key + " has no person " + person + ".");
    }
}
