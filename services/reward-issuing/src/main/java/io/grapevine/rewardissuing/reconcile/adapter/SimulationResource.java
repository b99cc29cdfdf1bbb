package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import io.grapevine.rewardissuing.reconcile.adapter.CountCosts.Question;
import io.grapevine.rewardissuing.simulation.SimulationForm;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What other rewards would have cost. */
@Path("/v1/programs/{key}/simulate")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "simulations")
public class SimulationResource {

    private final CompareCosts compareCosts;
    private final TenantTransactions transactions;
    private final Caller caller;

    SimulationResource(CompareCosts compareCosts, TenantTransactions transactions, Caller caller) {
        this.compareCosts = compareCosts;
        this.transactions = transactions;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "simulateRewards",
            summary = "What other rewards would have cost",
            description =
                    "`{from, to, rewards}`, or `definition` in the place of `rewards`: the conversions of the period, as they are credited"
                            + " now, are rewarded by it, by the rules that reward every conversion. `before` is what is owed by what really"
                            + " held, and equals `bookedMinor`, what the ledger says the program has given away for them: held, payable and"
                            + " paid, after refunds. Rewards that somebody rejected stay rejected. A first order's reward may move to another"
                            + " order, also outside the period; it counts. Nothing is stored and nobody is told. A definition that would"
                            + " credit others is refused: that is POST /v1/attribution/replays.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CostResponse.class)))
    public Uni<Response> simulate(@PathParam("key") String key, Map<String, @Nullable Object> body) {
        var asked = refusing(SimulationForm.read(body));
        var question =
                new Question(key, asked.from(), asked.to(), "", (version, terms) -> refusing(asked.inPlaceOf(terms)));
        var tenantId = caller.tenantId();
        return transactions
                .inTenant(tenantId, session -> Decisions.termsOf(session, key))
                .invoke(versions -> {
                    if (versions.isEmpty()) throw Problem.notFound("There is no program " + key + ".");
                    // What is wrong in any case is said before anybody is counted.
                    if (versions.size() == 1) {
                        var _ = refusing(asked.inPlaceOf(versions.getFirst()));
                    }
                })
                .chain(() -> compareCosts.all(tenantId, question))
                .map(report ->
                        Answer.of(200, CostResponse.of(null, question, report)).toResponse());
    }

    static <T> T refusing(Reading<T> reading) {
        return switch (reading) {
            case Reading.Accepted<T>(var value) -> value;
            case Reading.Refused<T>(var mistakes) ->
                throw Problem.invalid(
                        mistakes.stream().map(SimulationResource::error).toList());
        };
    }

    private static FieldError error(Mistake mistake) {
        return new FieldError(mistake.pointer(), mistake.code(), mistake.detail());
    }
}
