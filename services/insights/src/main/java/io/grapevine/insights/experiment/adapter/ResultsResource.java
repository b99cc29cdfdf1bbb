package io.grapevine.insights.experiment.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.experiment.ExperimentReport;
import io.grapevine.insights.funnel.Period;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of a program's experiments. */
@Path("/v1/insights/programs/{key}/experiments")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Experiments")
public class ResultsResource {

    /** Each is counted when it is asked for, from what happened while it ran. */
    private static final int MOST = 20;

    private final TenantTransactions transactions;
    private final Caller caller;

    ResultsResource(TenantTransactions transactions, Caller caller) {
        this.transactions = transactions;
        this.caller = caller;
    }

    /** The program's experiments, the one that started last first. */
    @Schema(name = "ExperimentResults")
    record ResultsResponse(String programKey, List<ExperimentReport> experiments) {}

    @GET
    @Operation(
            operationId = "experimentResults",
            summary = "Results of the program's experiments",
            description =
                    "The 20 that started last and ran within the period; their figures are always of the whole run. An advocate is of the arm that the first"
                            + " share of the run by them says, and so are those who come by their codes. Nothing but counts is told while the number of"
                            + " advocates does not fit the weights (chi-square, p < 0.001).")
    @APIResponse(responseCode = "200", description = "As of now; late and corrected facts correct it")
    public Uni<ResultsResponse> results(
            String key,
            @Parameter(description = "RFC 3339, inclusive") @QueryParam("from") @Nullable String from,
            @Parameter(description = "RFC 3339, exclusive; without it drafts are listed, too")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "Only the experiment of this key") @QueryParam("experiment") @Nullable
                    String experiment) {
        var period = period(from, to);
        return transactions.inTenant(caller.tenantId(), session -> {
            var experiments = new Experiments(session);
            return experiments
                    .knowsProgram(key)
                    .invoke(known -> {
                        if (!known) throw Problem.notFound("There is no program " + key + ".");
                    })
                    .chain(() -> experiments.ofProgram(key, experiment, period.from(), period.to(), MOST))
                    .chain(found -> reports(experiments, found))
                    .map(reports -> new ResultsResponse(key, reports));
        });
    }

    private static Uni<List<ExperimentReport>> reports(Experiments experiments, List<Experiments.Held> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(held -> experiments.counts(held).map(held::report))
                .collect()
                .asList();
    }

    private static Period period(@Nullable String from, @Nullable String to) {
        try {
            return Period.of(from, to);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("invalid_parameter", e.getMessage() + ".");
        }
    }
}
