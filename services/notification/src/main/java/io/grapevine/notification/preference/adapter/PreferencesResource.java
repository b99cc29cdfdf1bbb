package io.grapevine.notification.preference.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.preference.Preferences;
import io.grapevine.notification.preference.PreferencesForm;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What a participant wants to hear, when and over which channel. */
@Path("/v1/preferences")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Preferences", description = "What a participant wants to hear, when and over which channel.")
public class PreferencesResource {

    private final Caller caller;
    private final TenantTransactions transactions;
    private final PreferenceStore store;
    private final InstantSource clock;

    PreferencesResource(Caller caller, TenantTransactions transactions, PreferenceStore store, InstantSource clock) {
        this.caller = caller;
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    @GET
    @Path("/{participantId}")
    @Operation(operationId = "showPreferences", summary = "Shows what a participant asked for.")
    public Uni<PreferencesResponse> show(@PathParam("participantId") String participantId) {
        var tenantId = caller.tenantId();
        return transactions.inTenant(
                tenantId,
                session -> existing(session, tenantId, participantId)
                        .chain(() -> store.of(session, tenantId, participantId))
                        .map(PreferencesResponse::of));
    }

    @PUT
    @Path("/{participantId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putPreferences",
            summary = "Says what a participant wants, the whole of it.",
            description =
                    "`left` names the channels without promotional notices; what is about the participant's own rewards goes on"
                            + " unless `choices` switch it off. Quiet hours delay, the digest gathers, a choice of `off` drops.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<PreferencesResponse> put(
            @PathParam("participantId") String participantId, @Nullable Map<String, @Nullable Object> body) {
        var tenantId = caller.tenantId();
        var wish = read(body);
        return transactions.inTenant(
                tenantId,
                session -> existing(session, tenantId, participantId)
                        .chain(() -> IdentityLocks.take(session, tenantId, "preferences", List.of(participantId)))
                        .chain(() -> store.keep(session, tenantId, participantId, wish, clock.instant()))
                        .replaceWith(() -> PreferencesResponse.of(wish)));
    }

    private Uni<Void> existing(Mutiny.StatelessSession session, String tenantId, String participantId) {
        return store.knows(session, tenantId, participantId)
                .invoke(known -> {
                    if (!known) throw Problem.notFound("There is no participant " + participantId + ".");
                })
                .replaceWithVoid();
    }

    private static Preferences read(@Nullable Map<String, @Nullable Object> body) {
        return switch (PreferencesForm.read(body)) {
            case Reading.Accepted<Preferences>(var wish) -> wish;
            case Reading.Refused<Preferences>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new Problem.FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }
}
