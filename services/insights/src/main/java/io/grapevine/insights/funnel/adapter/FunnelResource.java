package io.grapevine.insights.funnel.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.funnel.Bucket;
import io.grapevine.insights.funnel.Dimension;
import io.grapevine.insights.funnel.EventCounts;
import io.grapevine.insights.funnel.Funnel;
import io.grapevine.insights.funnel.FunnelGroup;
import io.grapevine.insights.funnel.Paces;
import io.grapevine.insights.funnel.Period;
import io.grapevine.insights.funnel.Series;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How many people reach each step of a program. */
@Path("/v1/insights/programs/{key}")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Funnel")
public class FunnelResource {

    private final TenantTransactions transactions;
    private final Caller caller;

    FunnelResource(TenantTransactions transactions, Caller caller) {
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @Path("/funnel")
    @Operation(
            summary = "The program's funnel",
            description =
                    "Shares, clicks, sign-ups, purchases, refunds and rewards by event time. Late and corrected events correct"
                            + " the figures. Amounts are in minor units, one entry per currency.")
    @APIResponse(responseCode = "200", description = "The funnel as of now")
    public Uni<Funnel> funnel(
            String key,
            @Parameter(description = "RFC 3339, inclusive") @QueryParam("from") @Nullable String from,
            @Parameter(description = "RFC 3339, exclusive") @QueryParam("to") @Nullable String to,
            @Parameter(description = "Also by `channel`, `variant`, `country`, `advocate` or `generation`")
                    @QueryParam("groupBy")
                    @Nullable
                    String groupBy) {
        var period = period(from, to);
        var dimension = groupBy == null
                ? null
                : Dimension.named(groupBy)
                        .orElseThrow(() -> refused(
                                "groupBy can be channel, variant, country, advocate or generation, was " + groupBy));
        return transactions.inTenant(
                caller.tenantId(),
                session -> Funnels.ofProgram(session, key)
                        .chain(funnels -> groups(funnels, dimension, period)
                                .chain(groups ->
                                        funnels.totals(period).map(sums -> Funnel.of(key, period, sums, groups)))));
    }

    private static Uni<List<FunnelGroup>> groups(Funnels funnels, @Nullable Dimension dimension, Period period) {
        return dimension == null
                ? Uni.createFrom().item(List.of())
                : funnels.by(dimension, period).map(sums -> FunnelGroup.by(dimension, sums));
    }

    @GET
    @Path("/funnel/series")
    @Operation(
            operationId = "funnelSeries",
            summary = "The program's funnel over time",
            description =
                    "The steps of the program's codes by minute, hour, day, week (from Monday) or month, UTC: sign-ups and orders are those"
                            + " credited to an advocate. Stretches in which nothing happened are left out.")
    @APIResponse(responseCode = "200", description = "The stretches of time in order")
    public Uni<Series> series(
            String key,
            @Parameter(description = "RFC 3339, inclusive; must be given for `minute`") @QueryParam("from") @Nullable
                    String from,
            @Parameter(description = "RFC 3339, exclusive; must be given for `minute`") @QueryParam("to") @Nullable
                    String to,
            @Parameter(description = "`minute`, `hour`, `day`, `week` or `month`")
                    @QueryParam("bucket")
                    @DefaultValue("day")
                    String bucket) {
        var period = period(from, to);
        var unit = Bucket.named(bucket)
                .orElseThrow(() -> refused("bucket can be minute, hour, day, week or month, was " + bucket));
        if (!unit.divides(period)) throw tooMany();
        return transactions.inTenant(
                caller.tenantId(),
                session -> Funnels.ofProgram(session, key)
                        .chain(funnels -> funnels.by(unit, period))
                        .map(sums -> series(key, unit, FunnelGroup.byTime(sums))));
    }

    private static Series series(String key, Bucket unit, List<FunnelGroup> points) {
        if (points.size() > Bucket.MOST) throw tooMany();
        return new Series(key, unit.wireName(), points);
    }

    private static Problem tooMany() {
        return refused("the period must be given and hold at most " + Bucket.MOST + " buckets");
    }

    @GET
    @Path("/funnel/times")
    @Operation(
            operationId = "funnelTimes",
            summary = "How long people take between the steps",
            description =
                    "By the time of the later step: from the code's first share to a click, from the click that won to the sign-up, from there"
                            + " to the first order, from an order to the release of its reward, from there to its payment. Percentiles are at most"
                            + " 9 % above the true ones. A step nobody was timed in is left out.")
    @APIResponse(responseCode = "200", description = "The steps in order; durations are ISO 8601")
    public Uni<Paces> times(
            String key,
            @Parameter(description = "RFC 3339, inclusive") @QueryParam("from") @Nullable String from,
            @Parameter(description = "RFC 3339, exclusive") @QueryParam("to") @Nullable String to) {
        var period = period(from, to);
        return transactions.inTenant(
                caller.tenantId(),
                session -> Funnels.ofProgram(session, key)
                        .chain(funnels -> funnels.byPace(period))
                        .map(sums -> Paces.of(key, sums)));
    }

    @GET
    @Path("/events")
    @Operation(
            summary = "How many distinct events the program has seen",
            description =
                    "Every accepted event once, unknown codes and repeated sign-ups included; events without programKey count"
                            + " for every program of the tenant.")
    @APIResponse(responseCode = "200", description = "Totals as of now")
    public Uni<EventCounts> events(String key) {
        return transactions.inTenant(
                caller.tenantId(), session -> Funnels.ofProgram(session, key).chain(Funnels::events));
    }

    private static Period period(@Nullable String from, @Nullable String to) {
        try {
            return Period.of(from, to);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static Problem refused(String why) {
        return Problem.badRequest("invalid_parameter", why + ".");
    }
}
