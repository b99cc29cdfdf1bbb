package io.grapevine.notification.text.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.text.AddressForm;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant says over which further channels a participant can be reached. By a server's key only: whoever could give any number for
 * himself could have us write to anybody.
 */
@Path("/v1/addresses/{participantId}")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Addresses", description = "Where a participant can be reached by SMS, chat and Telegram.")
public class AddressResource {

    // Enough to recognise one's own number, too little to call it.
    private static final int SHOWN = 3;

    private final Caller caller;
    private final TextAddresses addresses;
    private final Gateways gateways;

    AddressResource(Caller caller, TextAddresses addresses, Gateways gateways) {
        this.caller = caller;
        this.addresses = addresses;
        this.gateways = gateways;
    }

    /**
     * An address; of it only the end.
     *
     * @param promotional whether the participant agreed to promotional notices over this channel
     */
    record Address(String channel, String address, boolean promotional, Instant since) {}

    /** All of a participant. */
    record Addresses(List<Address> items) {}

    @GET
    @Operation(operationId = "listAddresses", summary = "Lists the channels a participant can be reached by.")
    public Uni<Addresses> list(@PathParam("participantId") String participantId) {
        return addresses
                .all(caller.tenantId(), participantId)
                .map(all -> new Addresses(all.stream()
                        .map(kept ->
                                new Address(kept.channel(), shown(kept.address()), kept.promotional(), kept.since()))
                        .toList()));
    }

    @PUT
    @Path("/{channel}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putAddress",
            summary = "Says where a participant can be reached by sms or chat.",
            description =
                    "Only with the participant's word: make sure that the number is the participant's own. Without `promotional` only what is"
                            + " about the participant's own rewards is told.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<Void> put(
            @PathParam("participantId") String participantId,
            @PathParam("channel") String channel,
            @Nullable Map<String, @Nullable Object> body) {
        var served = served(channel);
        var form = read(served, body);
        return addresses
                .keep(caller.tenantId(), participantId, served, form)
                .invoke(keeping -> {
                    switch (keeping) {
                        case KEPT -> {}
                        case UNKNOWN -> throw Problem.notFound("There is no participant " + participantId + ".");
                        case STOPPED ->
                            throw Problem.conflict(
                                    "address_stopped",
                                    "The owner of this address wrote STOP; it can be given again once START comes from it.");
                    }
                })
                .replaceWithVoid();
    }

    @DELETE
    @Path("/{channel}")
    @Operation(operationId = "deleteAddress", summary = "Forgets an address: nothing more is told over this channel.")
    public Uni<Void> delete(@PathParam("participantId") String participantId, @PathParam("channel") String channel) {
        return Channel.named(channel)
                .map(named -> addresses.forget(caller.tenantId(), participantId, named))
                .orElseGet(() -> Uni.createFrom().item(false))
                .invoke(forgotten -> {
                    if (!forgotten) throw Problem.notFound("This participant has no address for " + channel + ".");
                })
                .replaceWithVoid();
    }

    private Channel served(String name) {
        return Channel.named(name)
                .filter(channel -> gateways.of(channel).isPresent())
                .orElseThrow(() -> Problem.notFound(
                        "There is no provider for " + name + " here; sms and chat are possible channels."));
    }

    private static AddressForm read(Channel channel, @Nullable Map<String, @Nullable Object> body) {
        return switch (AddressForm.read(channel, body, PhoneNumbers::read)) {
            case Reading.Accepted<AddressForm>(var form) -> form;
            case Reading.Refused<AddressForm>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }

    private static String shown(String address) {
        return "…" + address.substring(Math.max(0, address.length() - SHOWN));
    }
}
