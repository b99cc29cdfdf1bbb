package io.grapevine.programs.tenant.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.programs.apikey.Overlap;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a tenant does with its keys: see and revoke them. */
@Path("/v1/keys")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public class KeyResource {

    private final TenantTransactions transactions;
    private final Keys keys;
    private final TurnKeys turnKeys;
    private final InstantSource clock;
    private final Caller caller;

    KeyResource(TenantTransactions transactions, Keys keys, TurnKeys turnKeys, InstantSource clock, Caller caller) {
        this.transactions = transactions;
        this.keys = keys;
        this.turnKeys = turnKeys;
        this.clock = clock;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the living keys", description = "Hints only: a key is shown once, when it is made.")
    public Uni<KeyResponse.Page> list() {
        var tenantId = caller.tenantId();
        return transactions
                .inTenant(tenantId, session -> keys.living(session, tenantId, clock.instant()))
                .map(living -> new KeyResponse.Page(
                        living.stream().map(KeyResponse::of).toList()));
    }

    @DELETE
    @Path("/{hintOrId}")
    @Operation(
            summary = "Revoke a key",
            description = "It is dead on every service within 5 seconds, or once the overlap has passed.")
    public Uni<KeyResponse> revoke(
            String hintOrId,
            @QueryParam("overlap")
                    @Parameter(description = "How long the key still opens, at most 30d", example = "1h")
                    @Nullable
                    String overlap) {
        var tenantId = caller.tenantId();
        var length = Overlap.read(overlap).orRefuse();
        return transactions
                .inTenant(tenantId, session -> turnKeys.revoke(session, tenantId, hintOrId, length))
                .map(KeyResponse::of);
    }
}
