package io.grapevine.rewardissuing.payout.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.egress.Egress;
import io.grapevine.chassis.egress.Target;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.signing.SigningSecret;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.payout.SettingsForm;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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

/** How a tenant pays. */
@Path("/v1/payouts/settings")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payouts")
public class SettingsResource {

    private final TenantTransactions transactions;
    private final Caller caller;
    private final Settings settings;
    private final Egress egress;
    private final InstantSource clock;

    SettingsResource(
            TenantTransactions transactions, Caller caller, Settings settings, Egress egress, InstantSource clock) {
        this.transactions = transactions;
        this.caller = caller;
        this.settings = settings;
        this.egress = egress;
        this.clock = clock;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putPayoutSettings",
            summary =
                    "Say from which account files pay, which provider is asked, and from which sum a tax form is needed",
            description =
                    "The whole of it, each time. A new provider gets a secret, shown in this one answer: it signs what the provider is asked and what it tells."
                            + " Needs a key that names a person.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettingsResponse.class)))
    public Uni<Response> put(@Nullable Map<String, @Nullable Object> body) {
        var form = Refusals.refusing(SettingsForm.read(
                body, AccountNumbers.RULES, url -> egress.read(url) instanceof Target.Reading.Usable));
        Refusals.requireSigner(caller);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions
                .inTenant(
                        caller.tenantId(),
                        session -> settings.save(session, caller.tenantId(), form, now)
                                .chain(secret -> shown(
                                        session,
                                        secret.map(SigningSecret::reveal).orElse(null))))
                .map(Answer::toResponse);
    }

    @GET
    @Operation(operationId = "getPayoutSettings", summary = "How this tenant pays")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettingsResponse.class)))
    public Uni<Response> get() {
        return transactions
                .inTenant(caller.tenantId(), session -> shown(session, null))
                .map(Answer::toResponse);
    }

    private static Uni<Answer> shown(Mutiny.StatelessSession session, @Nullable String secret) {
        return Settings.find(session)
                .map(found -> Answer.of(
                        200,
                        SettingsResponse.of(
                                found.orElseThrow(() -> Problem.notFound("Nothing has been said about payouts yet.")),
                                secret)));
    }
}
