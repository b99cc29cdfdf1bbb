package io.grapevine.insights.funnel.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.funnel.EventCounts;
import io.grapevine.insights.funnel.Funnel;
import io.grapevine.insights.funnel.Period;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    private static final String BY_VARIANT = "variant";

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
            @Parameter(description = "`variant`: also by the variant of the code's first share")
                    @QueryParam("groupBy")
                    @Nullable
                    String groupBy) {
        var period = period(from, to);
        var byVariant = byVariant(groupBy);
        return transactions.inTenant(
                caller.tenantId(),
                session -> Funnels.ofProgram(session, key)
                        .chain(funnels -> funnels.counts(period))
                        .map(counts -> Funnel.of(key, period, counts, byVariant)));
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

    private static boolean byVariant(@Nullable String groupBy) {
        if (groupBy == null) return false;
        if (groupBy.equals(BY_VARIANT)) return true;
        throw Problem.badRequest("invalid_parameter", "groupBy can be variant, was " + groupBy + ".");
    }

    private static Period period(@Nullable String from, @Nullable String to) {
        try {
            return new Period(time("from", from), time("to", to));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("invalid_parameter", "The period is empty: " + e.getMessage() + ".");
        }
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.badRequest(
                    "invalid_parameter", name + " must be an RFC 3339 time with offset, was " + text + ".");
        }
    }
}
