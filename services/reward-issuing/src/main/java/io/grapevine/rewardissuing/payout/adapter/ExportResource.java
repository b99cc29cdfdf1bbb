package io.grapevine.rewardissuing.payout.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.Idempotency;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.payout.ExportForm;
import io.grapevine.rewardissuing.payout.ExportForm.Format;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Payouts as files. */
@Path("/v1/payouts/{id}/export")
@RequiresKey
@Tag(name = "payouts")
public class ExportResource {

    private static final String CSV = "text/csv";

    private final TenantTransactions transactions;
    private final Caller caller;
    private final ExportPayout exportPayout;
    private final InstantSource clock;

    ExportResource(TenantTransactions transactions, Caller caller, ExportPayout exportPayout, InstantSource clock) {
        this.transactions = transactions;
        this.caller = caller;
        this.exportPayout = exportPayout;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_XML, CSV})
    @Operation(
            operationId = "exportPayout",
            summary = "A booked payout as a file: CSV, or ISO 20022 pain.001.001.09 for a bank",
            description =
                    "With the payees' names and accounts. From now on its lines are `sent`: somebody may have paid them. The same payout again is the"
                            + " same file, less what has come to an end. Cells that a spreadsheet would reckon with begin with an apostrophe.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.APPLICATION_XML, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> export(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @Nullable Map<String, @Nullable Object> body) {
        var format = Refusals.refusing(ExportForm.read(body)).format();
        var request = IdempotentRequest.of(idempotencyKey, "POST /v1/payouts/" + id + "/export", body);
        var tenantId = caller.tenantId();
        return transactions
                .inTenant(
                        tenantId,
                        session -> Idempotency.once(session, tenantId, request, () -> remembered(id))
                                .chain(() -> exported(session, id, format)))
                .chain(ExportPayout.Export::written)
                .map(text -> file(id, format, text));
    }

    /** What is kept for a repetition names the payout, not the accounts: the file itself is written again. */
    private static Uni<Answer> remembered(String id) {
        return Uni.createFrom().item(Answer.of(200, Map.of("id", id)));
    }

    private Uni<ExportPayout.Export> exported(Mutiny.StatelessSession session, String id, Format format) {
        return exportPayout.handle(session, id, format, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static Response file(String id, Format format, String text) {
        var type = switch (format) {
            case CSV -> CSV + ";charset=UTF-8";
            case PAIN_001 -> MediaType.APPLICATION_XML + ";charset=UTF-8";
        };
        var ending = switch (format) {
            case CSV -> ".csv";
            case PAIN_001 -> ".xml";
        };
        return Response.ok(text)
                .type(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ending + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
