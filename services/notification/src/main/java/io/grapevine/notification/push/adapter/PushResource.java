package io.grapevine.notification.push.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.egress.Egress;
import io.grapevine.chassis.egress.Target;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.push.PushForm;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a participant's browser asks to be told, and to be left alone. */
@Path("/v1/push-subscriptions")
@RequiresKey(participants = true)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Web push", description = "Browsers that are told by web push.")
public class PushResource {

    private final Caller caller;
    private final PushKeys keys;
    private final PushSubscriptions subscriptions;
    private final Egress egress;

    PushResource(Caller caller, PushKeys keys, PushSubscriptions subscriptions, Egress egress) {
        this.caller = caller;
        this.keys = keys;
        this.subscriptions = subscriptions;
        this.egress = egress;
    }

    /** What a browser's {@code subscribe} wants as {@code applicationServerKey}. */
    record PushKey(String applicationServerKey) {}

    /** The subscription's name, to end it by. */
    record Subscribed(String id) {}

    @GET
    @Path("/key")
    @Operation(operationId = "showPushKey", summary = "Shows the public key that browsers subscribe for (VAPID).")
    public PushKey key() {
        keys.require();
        return new PushKey(keys.vapid().orElseThrow().applicationServerKey());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "subscribeToPush",
            summary = "Tells a participant's browser from now on.",
            description =
                    "Send what `PushManager.subscribe` gave, as it is. The same browser again changes nothing; a browser where somebody"
                            + " else signed in is that person's from then on. A participant has ten browsers, of which the oldest makes room.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<Subscribed> subscribe(@Nullable Map<String, @Nullable Object> body) {
        keys.require();
        var form = read(body);
        var readerId = caller.participant(form.participantId());
        var tenantId = caller.tenantId();
        return reachable(form.endpoint())
                .chain(() -> subscriptions.keep(tenantId, readerId, form))
                .map(ids -> ids.stream()
                        .findFirst()
                        .map(Subscribed::new)
                        .orElseThrow(() -> Problem.notFound("There is no participant " + readerId + ".")));
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "unsubscribeFromPush", summary = "Tells a browser nothing any more.")
    public Uni<Void> unsubscribe(
            @PathParam("id") String id, @QueryParam("participantId") @Nullable String participantId) {
        return subscriptions
                .forget(caller.tenantId(), caller.participant(participantId), List.of(id))
                .invoke(forgotten -> {
                    if (!forgotten) throw Problem.notFound("This participant has no such subscription.");
                })
                .replaceWithVoid();
    }

    /** A page names the endpoint, so it is expected to be any address; each post checks again. */
    private Uni<Void> reachable(String endpoint) {
        return switch (egress.read(endpoint)) {
            case Target.Reading.Unusable _ -> Uni.createFrom().failure(PushResource::notAllowed);
            case Target.Reading.Usable(var target) ->
                egress.mayReach(target)
                        .invoke(may -> {
                            if (!may) throw notAllowed();
                        })
                        .replaceWithVoid();
        };
    }

    private static PushForm read(@Nullable Map<String, @Nullable Object> body) {
        return switch (PushForm.read(body)) {
            case Reading.Accepted<PushForm>(var form) -> form;
            case Reading.Refused<PushForm>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }

    private static Problem notAllowed() {
        return Problem.invalid(List.of(
                new FieldError("/endpoint", "url_not_allowed", "The endpoint must be an https URL of a public host.")));
    }
}
