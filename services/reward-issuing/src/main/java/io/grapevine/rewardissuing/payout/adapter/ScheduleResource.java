package io.grapevine.rewardissuing.payout.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.payout.ScheduleForm;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Payouts that come by themselves. */
@Path("/v1/payouts/schedules")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payouts")
public class ScheduleResource {

    private final TenantTransactions transactions;
    private final Caller caller;
    private final InstantSource clock;

    ScheduleResource(TenantTransactions transactions, Caller caller, InstantSource clock) {
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    @PUT
    @Path("/{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putPayoutSchedule",
            summary = "Have payouts created by the clock",
            description =
                    "At `from`, then every day, week or month at the same time, UTC; what was missed is caught up by one payout. The system creates them,"
                            + " and a person approves each: anybody but who set the schedule. Needs a key that names a person.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ScheduleResponse.class)))
    public Uni<Response> put(@PathParam("key") String key, @Nullable Map<String, @Nullable Object> body) {
        var form = Refusals.refusing(ScheduleForm.read(body));
        var signer = Refusals.signer(caller);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions
                .inTenant(
                        caller.tenantId(),
                        session -> Schedules.save(session, caller.tenantId(), key, form, signer.keyHash(), now)
                                .chain(() -> Schedules.all(session))
                                .invoke(ScheduleResource::requireRoom))
                .map(all -> Answer.of(200, theOne(all, key)).toResponse());
    }

    @GET
    @Operation(operationId = "listPayoutSchedules", summary = "All schedules")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ScheduleResponse.Page.class)))
    public Uni<Response> list() {
        return transactions
                .inTenant(caller.tenantId(), Schedules::all)
                .map(all -> Answer.of(
                                200,
                                new ScheduleResponse.Page(all.stream()
                                        .map(Schedules.ScheduleRow::shown)
                                        .toList()))
                        .toResponse());
    }

    @DELETE
    @Path("/{key}")
    @Operation(operationId = "deletePayoutSchedule", summary = "Create no further payouts by this schedule")
    @APIResponse(responseCode = "204", description = "Gone; what it created stays")
    public Uni<Response> delete(@PathParam("key") String key) {
        return transactions
                .inTenant(caller.tenantId(), session -> Schedules.delete(session, key))
                .map(known -> {
                    if (!known) throw Problem.notFound("There is no such schedule.");
                    return Response.noContent().build();
                });
    }

    private static void requireRoom(List<Schedules.ScheduleRow> all) {
        if (all.size() >= Schedules.MOST)
            throw Problem.conflict("too_many_schedules", "A tenant has less than " + Schedules.MOST + " schedules.");
    }

    private static ScheduleResponse theOne(List<Schedules.ScheduleRow> all, String key) {
        return all.stream()
                .filter(schedule -> schedule.scheduleKey().equals(key))
                .findFirst()
                .orElseThrow()
                .shown();
    }
}
