package io.grapevine.insights.kpi.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.Reading;
import io.grapevine.insights.funnel.Period;
import io.grapevine.insights.kpi.Goal;
import io.grapevine.insights.kpi.Kpi;
import io.grapevine.insights.kpi.KpiReport;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Goals against actuals. */
@Path("/v1/insights/programs/{key}/kpis")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Key figures")
public class KpiResource {

    private final TenantTransactions transactions;
    private final Caller caller;
    private final InstantSource clock;
    private final SettleCustomers settle;

    KpiResource(TenantTransactions transactions, Caller caller, InstantSource clock, SettleCustomers settle) {
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
        this.settle = settle;
    }

    /** A goal as it holds now. */
    @Schema(name = "Goal")
    record GoalResponse(String kpi, @Nullable String currency, String bound, BigDecimal target, String window) {

        static GoalResponse of(Goal goal) {
            return new GoalResponse(
                    goal.kpi().wireName(),
                    goal.currency().isEmpty() ? null : goal.currency(),
                    goal.bound().wireName(),
                    goal.target(),
                    goal.window().toDays() + "d");
        }
    }

    @GET
    @Operation(
            operationId = "kpis",
            summary = "The program's key figures",
            description =
                    "Each with its definition, unit, source, its value in the period and in the one of the same length before, and its goal. Without"
                            + " a period: the last 30 days. A figure that cannot be told, such as a rate of nothing, has no actual.")
    @APIResponse(responseCode = "200", description = "The figures as of now")
    @APIResponse(
            responseCode = "503",
            description = "`figures_loading`: after a long time without a question; ask again")
    public Uni<KpiReport> kpis(
            String key,
            @Parameter(description = "RFC 3339, inclusive; 30 days before `to` if left out")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "RFC 3339, exclusive; now if left out") @QueryParam("to") @Nullable String to) {
        var period = period(from, to);
        var end = period.to() == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : period.to();
        var start = period.from() == null ? end.minus(Goal.USUAL_WINDOW) : period.from();
        if (!start.isBefore(end)) throw refused("from must be before now, was " + start);
        return settle.of(caller.tenantId())
                .chain(() -> transactions.inTenant(
                        caller.tenantId(),
                        session -> Goals.ofProgram(session, key).chain(goals -> report(goals, key, start, end))));
    }

    private static Uni<KpiReport> report(Goals goals, String key, Instant start, Instant end) {
        return goals.figures(start, end)
                .chain(now -> goals.figures(start.minus(Duration.between(start, end)), start)
                        .chain(before -> goals.all()
                                .map(held -> KpiReport.of(
                                        key,
                                        start,
                                        end,
                                        now,
                                        before,
                                        held.stream().map(Goals.Held::goal).toList()))));
    }

    @PUT
    @Path("/{kpi}/goal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putGoal",
            summary = "Want something of a key figure",
            description =
                    "An alert (`goal_missed`, `goal_met`; topic grapevine.alerts, webhook `alert.raised`) is raised once whenever the figure over the"
                            + " window crosses the target, and when it is found to be missed at first. Of money: one goal for each currency.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GoalResponse.class)))
    public Uni<GoalResponse> put(String key, String kpi, @Nullable Map<String, @Nullable Object> body) {
        var goal = switch (Goal.read(named(kpi), body)) {
            case Reading.Accepted<Goal>(var accepted) -> accepted;
            case Reading.Refused<Goal>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new Problem.FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
        return transactions.inTenant(
                caller.tenantId(),
                session -> Goals.ofProgram(session, key)
                        .chain(goals -> goals.save(caller.tenantId(), goal))
                        .replaceWith(GoalResponse.of(goal)));
    }

    @DELETE
    @Path("/{kpi}/goal")
    @Operation(operationId = "deleteGoal", summary = "Want nothing more of a key figure")
    @APIResponse(responseCode = "204", description = "Gone")
    public Uni<Response> delete(
            String key,
            String kpi,
            @Parameter(description = "Of money: the currency") @QueryParam("currency") @DefaultValue("")
                    String currency) {
        var which = named(kpi);
        return transactions.inTenant(
                caller.tenantId(),
                session -> Goals.ofProgram(session, key)
                        .chain(goals -> goals.delete(which, currency))
                        .map(known -> {
                            if (!known) throw Problem.notFound("There is no such goal.");
                            return Response.noContent().build();
                        }));
    }

    private static Kpi named(String word) {
        return Kpi.named(word).orElseThrow(() -> Problem.notFound("There is no key figure " + word + "."));
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
