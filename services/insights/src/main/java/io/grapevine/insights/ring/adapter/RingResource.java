package io.grapevine.insights.ring.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.insights.ring.Rings;
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

/** Who may have brought themselves, in company. */
@Path("/v1/insights/programs/{key}/rings")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Graph")
public class RingResource {

    private final ProgramRings rings;
    private final Caller caller;

    RingResource(ProgramRings rings, Caller caller) {
        this.rings = rings;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "People who share things and came by one another's links",
            description =
                    "Groups in which everybody shares an address, device, means of payment or browser with at least two others, or"
                            + " follows and is followed, and in which somebody came by another. First those with most people who came by"
                            + " one another, then the denser. A hint to a reviewer, never a verdict: families and offices share things,"
                            + " too, and nothing is decided by it.")
    @APIResponse(
            responseCode = "200",
            description = "The rings, as of at most ten times what looking for them takes ago")
    public Uni<Rings> rings(
            String key,
            @Parameter(description = "How many, 1-100") @QueryParam("limit") @DefaultValue("10") String limit) {
        var most = most(limit);
        return rings.worst(caller.tenantId(), key).map(all -> all.first(most));
    }

    private static int most(String limit) {
        try {
            var most = Integer.parseInt(limit);
            if (most >= 1 && most <= ReadRings.MOST_RINGS) return most;
        } catch (NumberFormatException e) {
            // refused below, like a number out of bounds
        }
        throw Problem.badRequest(
                "invalid_parameter", "limit must be 1-" + ReadRings.MOST_RINGS + ", was " + limit + ".");
    }
}
