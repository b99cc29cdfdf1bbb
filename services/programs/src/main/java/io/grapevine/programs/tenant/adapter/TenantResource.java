package io.grapevine.programs.tenant.adapter;

import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.Idempotency;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.form.Filled;
import io.grapevine.programs.apikey.ApiKey;
import io.grapevine.programs.apikey.KeyRequest;
import io.grapevine.programs.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What operators do: open tenants and cut their keys. */
@Path("/v1/tenants")
@RequiresKey(Kind.OPERATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
public class TenantResource {

    private final OpenTenant openTenant;
    private final TurnKeys turnKeys;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final SecureRandom random = new SecureRandom();

    TenantResource(OpenTenant openTenant, TurnKeys turnKeys, Tenants tenants, TenantTransactions transactions) {
        this.openTenant = openTenant;
        this.turnKeys = turnKeys;
        this.tenants = tenants;
        this.transactions = transactions;
    }

    @POST
    @Operation(
            summary = "Open a tenant",
            description =
                    "The keys stand in this one answer and nowhere else. A tenant that exists is answered as it is, without keys.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "tenant", value = """
                                                    {"key": "acme", "name": "Acme", "hosts": ["go.acme.example"], "fallbackUrl": "https://acme.example/"}""")))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TenantResponse.class)))
    @APIResponse(responseCode = "200", description = "It exists already")
    @APIResponse(responseCode = "409", description = "`host_taken`")
    public Uni<Response> open(Filled body) {
        var tenant = Tenant.read(body.tree()).orRefuse();
        var secret = ApiKey.mint(Kind.SECRET, random);
        var publishable = ApiKey.mint(Kind.PUBLISHABLE, random);
        return openTenant
                .handle(tenant, List.of(secret, publishable))
                .map(opened -> opened.isNew()
                        ? answer(201, TenantResponse.of(tenant, secret.value(), publishable.value()))
                        : answer(200, TenantResponse.of(opened.tenant(), null, null)));
    }

    @POST
    @Path("/{tenantId}/keys")
    @Operation(
            summary = "Cut a further key",
            description =
                    "The key stands in this one answer and nowhere else; a repetition by Idempotency-Key answers without it."
                            + " `person` says who of the tenant's staff holds a secret key: only such keys sign payouts, and all keys of one"
                            + " person are one signer.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "key", value = """
                                                    {"kind": "publishable", "origins": ["https://acme.example"]}""")))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = KeyResponse.class)))
    public Uni<Response> addKey(
            String tenantId, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, Filled body) {
        if (!Tenant.isId(tenantId)) throw missing();
        var asked = KeyRequest.read(body.tree()).orRefuse();
        var request = IdempotentRequest.of(idempotencyKey, "POST /v1/tenants/keys", body.tree());
        var key = ApiKey.mint(asked.kind(), random);
        var made = new AtomicReference<@Nullable KeyResponse>();
        return transactions
                .inTenant(tenantId, session -> addOnce(session, tenantId, request, key, asked, made))
                .map(answer -> withKey(answer, made.get(), key));
    }

    private Uni<Answer> addOnce(
            Mutiny.StatelessSession session,
            String tenantId,
            Optional<IdempotentRequest> request,
            ApiKey key,
            KeyRequest asked,
            AtomicReference<@Nullable KeyResponse> made) {
        return tenants.find(session, tenantId)
                .map(found -> found.orElseThrow(TenantResource::missing))
                .chain(() -> Idempotency.once(
                        session,
                        tenantId,
                        request,
                        () -> turnKeys.add(session, tenantId, key, asked)
                                .map(KeyResponse::of)
                                .invoke(made::set)
                                .map(response -> Answer.of(201, response))));
    }

    // What is kept for a repetition is the answer without the key: no key is ever stored.
    private static Response withKey(Answer answer, @Nullable KeyResponse made, ApiKey key) {
        return made == null ? answer.toResponse() : answer(answer.status(), made.with(key.value()));
    }

    private static Response answer(int status, Object body) {
        return Response.status(status).entity(body).build();
    }

    private static Problem missing() {
        return Problem.notFound("There is no tenant with this id.");
    }
}
