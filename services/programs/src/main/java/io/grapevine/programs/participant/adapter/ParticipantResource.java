package io.grapevine.programs.participant.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.idempotency.Once;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.Filled;
import io.grapevine.events.form.PageRequest;
import io.grapevine.programs.link.ReferralLink;
import io.grapevine.programs.participant.Enrolment;
import io.grapevine.programs.participant.EnrolmentBatch;
import io.grapevine.programs.participant.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
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

/** Participants: enrol people and see what they share. */
@Path("/v1/programs/{key}/participants")
@RequiresKey
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Participants")
public class ParticipantResource {

    private static final String EXAMPLE = """
            {"externalId": "user-1", "referralCode": "ANA10", "email": "ana@example.com", "name": "Ana", "locale": "es"}""";

    private final Enrol enrol;
    private final Offers offers;
    private final Participants participants;
    private final Links links;
    private final TenantTransactions transactions;
    private final Once once;
    private final Caller caller;

    ParticipantResource(
            Enrol enrol,
            Offers offers,
            Participants participants,
            Links links,
            TenantTransactions transactions,
            Once once,
            Caller caller) {
        this.enrol = enrol;
        this.offers = offers;
        this.participants = participants;
        this.links = links;
        this.transactions = transactions;
        this.once = once;
        this.caller = caller;
    }

    @POST
    @Operation(
            summary = "Enrol a person",
            description =
                    "A person who is enrolled already is answered as it is; a new referralCode becomes a further code of"
                            + " the same person. Email and name are kept sealed and replace earlier ones together.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "person", value = EXAMPLE)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ParticipantResponse.class)))
    @APIResponse(responseCode = "200", description = "The person was enrolled already")
    @APIResponse(responseCode = "409", description = "`code_taken` by another participant, or `idempotency_conflict`")
    public Uni<Response> enrol(
            String key, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, Filled body) {
        var enrolment = Enrolment.read(body.tree()).orRefuse();
        return answer(
                key,
                request(idempotencyKey, key, "", body),
                (session, offer) -> enrol.handle(session, offer, List.of(enrolment))
                        .map(outcomes -> answer(offer, outcomes.getFirst())));
    }

    @POST
    @Path("/batch")
    @Operation(
            summary = "Enrol up to 500 people",
            description = "Each is enrolled or rejected on its own, in order; the answer has an item for each.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(name = "people", value = "{\"participants\": [" + EXAMPLE + "]}")))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BatchResponse.class)))
    public Uni<Response> enrolBatch(
            String key, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, Filled body) {
        var batch = EnrolmentBatch.read(body.tree()).orRefuse();
        return answer(
                key,
                request(idempotencyKey, key, "/batch", body),
                (session, offer) -> enrol.handle(session, offer, batch.accepted())
                        .map(outcomes -> Answer.of(200, BatchResponse.of(offer, batch, outcomes))));
    }

    @GET
    @Operation(summary = "List participants in the order of enrolment, or find the one with an externalId")
    public Uni<ParticipantResponse.Page> list(
            String key,
            @QueryParam("externalId") @Nullable String externalId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        var page = PageRequest.read(cursor, limit).orRefuse();
        var person = Enrolment.readExternalId(externalId).orRefuse();
        return offered(
                key,
                (session, offer) -> participants
                        .page(session, offer, person.orElse(null), page.after(), page.ask())
                        .map(rows -> pageOf(offer, page, rows)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One participant, with all codes")
    public Uni<ParticipantResponse> get(String key, String id) {
        return offered(
                key,
                (session, offer) -> find(session, offer, id)
                        .chain(row -> links.ofParticipant(session, offer.tenantId(), id)
                                .map(found -> ParticipantResponse.of(
                                        offer,
                                        row.toParticipant(),
                                        found.stream().map(link -> link.code).toList()))));
    }

    @GET
    @Path("/{id}/qr")
    @Produces({"image/svg+xml", "image/png"})
    @Operation(summary = "The referral link as a QR code", description = "SVG, or PNG with ?format=png.")
    public Uni<Response> qr(String key, String id, @QueryParam("format") @Nullable String format) {
        return offered(
                key,
                (session, offer) -> find(session, offer, id)
                        .map(row -> QrCode.of(ReferralLink.of(
                                        offer.origin(), row.toParticipant().referralCode())
                                .address()))
                        .map(code -> drawn(code, format)));
    }

    private static Response drawn(QrCode code, @Nullable String format) {
        return "png".equals(format)
                ? Response.ok(code.png(), "image/png").build()
                : Response.ok(code.svg(), "image/svg+xml").build();
    }

    private Uni<ParticipantRow> find(Mutiny.StatelessSession session, Offer offer, String id) {
        return participants
                .find(session, offer, id)
                .map(found -> found.orElseThrow(
                        () -> Problem.notFound("Program " + offer.programKey() + " has no participant with this id.")));
    }

    private static ParticipantResponse.Page pageOf(Offer offer, PageRequest page, List<ParticipantRow> rows) {
        var items = rows.stream()
                .limit(page.limit())
                .map(row -> ParticipantResponse.of(offer, row.toParticipant()))
                .toList();
        return new ParticipantResponse.Page(
                items, page.next(rows.size(), () -> items.getLast().id()));
    }

    private static Answer answer(Offer offer, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Enrolled(var participant, var link) ->
                Answer.of(201, ParticipantResponse.of(offer, participant));
            case Outcome.Known(var participant) -> Answer.of(200, ParticipantResponse.of(offer, participant));
            case Outcome.CodeAdded(var participant, var link) ->
                Answer.of(200, ParticipantResponse.of(offer, participant));
            case Outcome.CodeTaken(var code) ->
                throw Problem.conflict(
                        "code_taken", "Another participant has the code " + code.value() + "; choose another one.");
        };
    }

    private static Optional<IdempotentRequest> request(
            @Nullable String idempotencyKey, String key, String path, Filled body) {
        return IdempotentRequest.of(idempotencyKey, "POST /v1/programs/" + key + "/participants" + path, body.tree());
    }

    private interface OfferWork<T> {
        Uni<T> with(Mutiny.StatelessSession session, Offer offer);
    }

    private Uni<Response> answer(String key, Optional<IdempotentRequest> request, OfferWork<Answer> work) {
        var tenantId = caller.tenantId();
        return once.answer(
                tenantId,
                request,
                session -> offers.held(session, tenantId, key).chain(offer -> work.with(session, offer)));
    }

    private <T> Uni<T> offered(String key, OfferWork<T> work) {
        var tenantId = caller.tenantId();
        return transactions.inTenant(
                tenantId, session -> offers.of(session, tenantId, key).chain(offer -> work.with(session, offer)));
    }
}
