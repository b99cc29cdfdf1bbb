package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.signing.SecretVault;
import io.grapevine.chassis.signing.Signature;
import io.grapevine.chassis.signing.SigningSecret;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.grapevine.rewardissuing.payout.ProviderCallback;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where payment providers tell what became of a payment. No key: the signature says who calls. */
@Path("/v1/payouts/callbacks/{tenantId}")
@Tag(name = "payouts")
public class CallbackResource {

    private final TenantTransactions transactions;
    private final SettlePayment settlePayment;
    private final SecretVault vault;
    private final InstantSource clock;
    private final Duration tolerance;

    CallbackResource(
            TenantTransactions transactions,
            SettlePayment settlePayment,
            SecretVault vault,
            InstantSource clock,
            ProviderConfig config) {
        this.transactions = transactions;
        this.settlePayment = settlePayment;
        this.vault = vault;
        this.clock = clock;
        this.tolerance = config.callbackTolerance();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "providerCallback",
            summary = "A payment provider tells: paid, failed or returned",
            description =
                    "Signed as Standard Webhooks says, with the secret that `PUT /v1/payouts/settings` showed once. The same again changes nothing;"
                            + " `returned` counts once for each `returnId`.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "204", description = "Noted")
    public Uni<Response> told(
            @PathParam("tenantId") String tenantId,
            @HeaderParam("webhook-id") @Nullable String id,
            @HeaderParam("webhook-timestamp") @Nullable String timestamp,
            @HeaderParam("webhook-signature") @Nullable String signature,
            @Nullable String body) {
        var said = new Said(orEmpty(id), orEmpty(timestamp), orEmpty(signature), orEmpty(body));
        return transactions
                .inTenant(tenantId, Settings::find)
                .map(found -> found.map(Settings.SettingsRow::providerSecret).map(text -> vault.open(tenantId, text)))
                .invoke(secret -> requireSigned(secret, said))
                .map(secret -> Refusals.refusing(ProviderCallback.read(parsed(said.body()))))
                .chain(callback -> transactions.inTenant(
                        tenantId,
                        session -> settlePayment.told(
                                session, callback, clock.instant().truncatedTo(ChronoUnit.MILLIS))))
                .replaceWith(() -> Response.noContent().build());
    }

    private record Said(String id, String timestamp, String signature, String body) {}

    /** An unknown tenant and a wrong signature get the same answer. */
    private void requireSigned(Optional<SigningSecret> secret, Said said) {
        var at = time(said.timestamp());
        var signed = secret.isPresent()
                && at.isPresent()
                && !said.id().isEmpty()
                && !said.id().contains(".")
                && Duration.between(at.get(), clock.instant()).abs().compareTo(tolerance) <= 0
                && matches(secret.get(), said, at.get());
        if (!signed)
            throw Problem.of(401, "bad_signature", "This is not signed with the provider's secret, or too old.");
    }

    private static boolean matches(SigningSecret secret, Said said, Instant at) {
        var expected = Signature.headers(
                        List.of(secret), said.id(), at, said.body().getBytes(StandardCharsets.UTF_8))
                .getOrDefault("webhook-signature", "")
                .getBytes(StandardCharsets.US_ASCII);
        return Arrays.stream(said.signature().split(" "))
                .anyMatch(one -> MessageDigest.isEqual(expected, one.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Optional<Instant> time(String seconds) {
        return seconds.matches("\\d{1,12}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }

    private static Map<?, ?> parsed(String body) {
        try {
            return EventJson.mapper().readValue(body, Map.class);
        } catch (JsonProcessingException unreadable) {
            throw Problem.badRequest("malformed_json", "The body is not valid JSON.");
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
