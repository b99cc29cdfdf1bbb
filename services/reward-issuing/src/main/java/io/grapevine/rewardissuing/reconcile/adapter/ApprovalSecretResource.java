package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.Idempotency;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What approval calls are signed with. */
@Path("/v1/rewards/approval-secret")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rewards")
public class ApprovalSecretResource {

    private static final int CREATED = 201;

    private final TenantTransactions transactions;
    private final Caller caller;
    private final ApprovalSecrets secrets;
    private final InstantSource clock;

    ApprovalSecretResource(
            TenantTransactions transactions, Caller caller, ApprovalSecrets secrets, InstantSource clock) {
        this.transactions = transactions;
        this.caller = caller;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The new secret, and until when the one before signs beside it. */
    record ApprovalSecretResponse(String secret, Instant previousUntil) {}

    /** What is kept of an answer: the secret itself stands sealed elsewhere. */
    private record Kept(Instant previousUntil) {}

    @POST
    @Operation(
            operationId = "rotateApprovalSecret",
            summary = "Makes a new secret for approval calls; this answer is the only one that shows it")
    @APIResponse(
            responseCode = "201",
            description = "The secret, as Standard Webhooks writes it",
            content = @Content(schema = @Schema(implementation = ApprovalSecretResponse.class)))
    public Uni<Response> rotate(@HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        var tenantId = caller.tenantId();
        var request = IdempotentRequest.of(idempotencyKey, "POST /v1/rewards/approval-secret", null);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions
                .inTenant(
                        tenantId,
                        session -> Idempotency.once(session, tenantId, request, () -> rotated(session, tenantId, now))
                                .chain(kept -> shown(session, tenantId, kept, now)))
                .map(Answer::toResponse);
    }

    private Uni<Answer> rotated(Mutiny.StatelessSession session, String tenantId, Instant now) {
        return secrets.rotate(session, tenantId, now)
                .replaceWith(() -> Answer.of(CREATED, new Kept(now.plus(ApprovalSecrets.OVERLAP))));
    }

    private Uni<Answer> shown(Mutiny.StatelessSession session, String tenantId, Answer kept, Instant now) {
        var until = JsonRows.read(kept.body(), Kept.class).previousUntil();
        return secrets.validAt(session, tenantId, now)
                .map(valid -> Answer.of(
                        kept.status(),
                        new ApprovalSecretResponse(valid.getFirst().reveal(), until)));
    }
}
