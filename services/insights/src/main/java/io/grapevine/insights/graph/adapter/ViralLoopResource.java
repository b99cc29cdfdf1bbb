package io.grapevine.insights.graph.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.insights.funnel.Period;
import io.grapevine.insights.graph.LoopWalk.Cohort;
import io.grapevine.insights.viralloop.ViralLoop;
import io.grapevine.insights.viralloop.WordOfMouth;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How the loop turns. */
@Path("/v1/insights/programs/{key}")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Viral loop")
public class ViralLoopResource {

    private static final int PERCENT = 100;
    /** More digits than a number of people or of percent has make sums that take long. */
    private static final int MOST_DIGITS = 30;

    private final ProgramGraphs graphs;
    private final LoopGroups groups;
    private final Caller caller;
    private final InstantSource clock;

    ViralLoopResource(ProgramGraphs graphs, LoopGroups groups, Caller caller, InstantSource clock) {
        this.graphs = graphs;
        this.groups = groups;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/viral-loop")
    @Operation(
            summary = "K-factor, cycle time, extinction and forecast",
            description =
                    "Of the people who came in the period, with the friends they have brought by now, in all, by generation and by cohort."
                            + " Intervals hold the true mean in 95 of 100 cases.")
    @APIResponse(
            responseCode = "200",
            description = "The loop as of now; of more than 50,000 people as of some seconds ago")
    public Uni<ViralLoop> viralLoop(
            String key,
            @Parameter(description = "RFC 3339, inclusive") @QueryParam("from") @Nullable String from,
            @Parameter(description = "RFC 3339, exclusive") @QueryParam("to") @Nullable String to,
            @Parameter(description = "`day`, `week` or `month`, in UTC") @QueryParam("cohort") @DefaultValue("month")
                    String cohort,
            @Parameter(
                            description =
                                    "`channel`: also by what the code was shared through that brought people; `segment`: by what their site last called them")
                    @QueryParam("by")
                    @Nullable
                    String by) {
        var span = span(time("from", from), time("to", to), cohort(cohort));
        var tenantId = caller.tenantId();
        var loop = graphs.walk(tenantId, key, span, shape -> ViralLoop.of(key, shape, span, clock.instant()));
        if (by == null) return loop;
        var grouping = ViralLoop.Grouping.named(by)
                .orElseThrow(
                        () -> Problem.badRequest("invalid_parameter", "by can be channel or segment, was " + by + "."));
        // Counted first, on the event loop that the request came on: a walk ends on a worker.
        return groups.by(tenantId, key, grouping, span)
                .chain(grouped -> loop.map(whole -> whole.grouped(grouping, grouped)));
    }

    /** What people tell each other without any program. */
    public record Mentions(
            String programKey,
            BigDecimal customers,
            BigDecimal satisfied,
            BigDecimal dissatisfied,
            BigDecimal positiveMentions,
            BigDecimal negativeMentions,
            @Nullable BigDecimal negativeShare) {}

    @GET
    @Path("/word-of-mouth")
    @Operation(
            summary = "Who hears what (TARP)",
            description = "Customers x share x people told; without a number of customers the program's people.")
    @APIResponse(responseCode = "200", description = "Mentions")
    public Uni<Mentions> wordOfMouth(
            String key,
            @Parameter(description = "Customers") @QueryParam("customers") @Nullable String customers,
            @Parameter(description = "Percent of them, 0-100") @QueryParam("satisfiedPercent") @DefaultValue("65")
                    String satisfied,
            @Parameter(description = "People each of them tells") @QueryParam("tellsSatisfied") @DefaultValue("5")
                    String tellsSatisfied,
            @Parameter(description = "Percent, 0-100; all others if not given")
                    @QueryParam("dissatisfiedPercent")
                    @Nullable
                    String dissatisfied,
            @Parameter(description = "People each of them tells") @QueryParam("tellsDissatisfied") @DefaultValue("10")
                    String tellsDissatisfied) {
        var happy = percent("satisfiedPercent", satisfied);
        var unhappy = dissatisfied == null
                ? BigDecimal.valueOf(PERCENT).subtract(happy)
                : percent("dissatisfiedPercent", dissatisfied);
        var toldByHappy = number("tellsSatisfied", tellsSatisfied);
        var toldByUnhappy = number("tellsDissatisfied", tellsDissatisfied);
        var given = customers == null ? null : number("customers", customers);
        return graphs.ask(
                caller.tenantId(),
                key,
                forest -> mentions(
                        key,
                        new WordOfMouth(
                                given == null ? BigDecimal.valueOf(forest.nodes()) : given,
                                happy,
                                toldByHappy,
                                unhappy,
                                toldByUnhappy)));
    }

    private static Mentions mentions(String key, WordOfMouth heard) {
        return new Mentions(
                key,
                heard.customers(),
                heard.satisfied(),
                heard.dissatisfied(),
                heard.positiveMentions(),
                heard.negativeMentions(),
                heard.negativeShare());
    }

    private static ViralLoop.Span span(@Nullable Instant from, @Nullable Instant to, Cohort cohort) {
        try {
            return new ViralLoop.Span(from, to, cohort);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("invalid_parameter", "The period is empty: " + e.getMessage() + ".");
        }
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) return null;
        return Period.moment(text)
                .orElseThrow(() -> Problem.badRequest(
                        "invalid_parameter", name + " must be an RFC 3339 time with offset, was " + text + "."));
    }

    private static Cohort cohort(String word) {
        for (var cohort : Cohort.values())
            if (cohort.name().toLowerCase(Locale.ROOT).equals(word)) return cohort;
        throw Problem.badRequest("invalid_parameter", "cohort must be day, week or month, was " + word + ".");
    }

    private static BigDecimal percent(String name, String text) {
        var percent = number(name, text);
        if (percent.compareTo(BigDecimal.valueOf(PERCENT)) <= 0) return percent;
        throw Problem.badRequest("invalid_parameter", name + " must be at most 100, was " + text + ".");
    }

    private static BigDecimal number(String name, String text) {
        try {
            var number = new BigDecimal(text);
            if (text.length() <= MOST_DIGITS && number.signum() >= 0 && Math.abs(number.scale()) <= MOST_DIGITS)
                return number;
        } catch (NumberFormatException e) {
            // refused below, like a negative number
        }
        throw Problem.badRequest(
                "invalid_parameter", name + " must be a number that is not negative, was " + text + ".");
    }
}
