package io.grapevine.programs.participant.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.idempotency.Once;
import io.grapevine.events.form.Filled;
import io.grapevine.programs.code.ReferralCode;
import io.grapevine.programs.link.LinkRequest;
import io.grapevine.programs.link.ReferralLink;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

/** Further links of participants: deep links into the site and vanity codes. */
@Path("/v1/programs/{key}/links")
@RequiresKey
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Links")
public class LinkResource {

    private final AddLink addLink;
    private final Offers offers;
    private final Once once;
    private final Caller caller;

    LinkResource(AddLink addLink, Offers offers, Once once, Caller caller) {
        this.addLink = addLink;
        this.offers = offers;
        this.once = once;
        this.caller = caller;
    }

    /** A link; {@code destination} is where it leads now. */
    @Schema(name = "Link")
    record LinkResponse(
            @Schema(examples = "lnk_0199…") String id,
            @Schema(examples = "SUMMER") String code,
            String participantId,
            String destination,

            @Schema(examples = "http://localhost:8080/r/SUMMER")
            String referralLink) {

        static LinkResponse of(Offer offer, LinkRow row) {
            var address = row.published(offer.destination()).destination();
            var link = ReferralLink.of(offer.origin(), new ReferralCode(row.code));
            return new LinkResponse(row.linkId, row.code, row.participantId, address, link.address());
        }
    }

    @POST
    @Operation(
            summary = "Give a participant a further link",
            description =
                    "A deep link stays on the site of the program's destination; without destination the link follows the"
                            + " program. The same code again answers the link it names.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "deep link", value = """
                                                    {"participantId": "par_0199…", "code": "SUMMER", "destination": "https://shop.example/summer"}""")))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LinkResponse.class)))
    @APIResponse(responseCode = "409", description = "`code_taken`")
    public Uni<Response> add(String key, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, Filled body) {
        var tenantId = caller.tenantId();
        var request = IdempotentRequest.of(idempotencyKey, "POST /v1/programs/" + key + "/links", body.tree());
        return once.answer(
                tenantId,
                request,
                session -> offers.held(session, tenantId, key).chain(offer -> add(session, offer, body)));
    }

    private Uni<Answer> add(Mutiny.StatelessSession session, Offer offer, Filled body) {
        var request = LinkRequest.read(body.tree(), offer.destination()).orRefuse();
        return addLink.handle(session, offer, request)
                .map(added -> Answer.of(added.isNew() ? 201 : 200, LinkResponse.of(offer, added.link())));
    }
}
