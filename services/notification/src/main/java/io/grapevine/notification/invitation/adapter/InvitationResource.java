package io.grapevine.notification.invitation.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.idempotency.Once;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.PageRequest;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.invitation.InvitationForm;
import io.grapevine.notification.invitation.adapter.AskInvitations.Answered;
import io.grapevine.notification.invitation.adapter.InvitationLists.Shown;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Where a site invites people who never signed up, on an advocate's word. */
@Path("/v1/invitations")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Invitations",
        description = "Mails to people who never signed up, on an advocate's word: one, and one reminder.")
public class InvitationResource {

    private static final int ACCEPTED = 202;

    private final Caller caller;
    private final TenantTransactions transactions;
    private final Once once;
    private final AskInvitations askInvitations;
    private final Invitations invitations;
    private final InvitationLists lists;
    private final ForgetInvitations forgetInvitations;
    private final InstantSource clock;

    InvitationResource(
            Caller caller,
            TenantTransactions transactions,
            Once once,
            AskInvitations askInvitations,
            Invitations invitations,
            InvitationLists lists,
            ForgetInvitations forgetInvitations,
            InstantSource clock) {
        this.caller = caller;
        this.transactions = transactions;
        this.once = once;
        this.askInvitations = askInvitations;
        this.invitations = invitations;
        this.lists = lists;
        this.forgetInvitations = forgetInvitations;
        this.clock = clock;
    }

    /** What came of each friend, in the order of the request. */
    record Batch(List<Answered> items) {}

    /** Newest first. */
    record Page(List<Shown> items, @Nullable String next) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "invite",
            summary = "Invites friends of an advocate by mail, and reminds those who do not come once.",
            description =
                    "`consent.ground` says why they may be written to: `asked` (the advocate asked them), `opted_in` (they told you) or `relation`"
                            + " (customers you may write to by law); it is kept. An address gets one invitation to a program, whoever asks. `inviter` is"
                            + " the advocate's name unless you say another; `note` is plain text without addresses. The answer names no address: its"
                            + " items stand in the order of `friends`.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "202",
            description = "What came of each; those accepted are on their way.",
            content = @Content(schema = @Schema(implementation = Batch.class)))
    public Uni<Response> invite(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @Nullable Map<String, @Nullable Object> body) {
        var tenantId = caller.tenantId();
        var form = accepted(InvitationForm.read(body));
        return once.answer(
                tenantId,
                IdempotentRequest.of(idempotencyKey, "POST /v1/invitations", body),
                session -> askInvitations
                        .handle(session, tenantId, form)
                        .map(items -> Answer.of(ACCEPTED, new Batch(items))));
    }

    @GET
    @Operation(operationId = "listInvitations", summary = "Lists invitations, newest first.")
    public Uni<Page> list(
            @QueryParam("participantId") @Nullable String participantId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        var tenantId = caller.tenantId();
        var page = accepted(PageRequest.read(cursor, limit));
        return transactions.inTenant(
                tenantId,
                session -> lists.page(session, tenantId, participantId, page)
                        .map(found -> new Page(
                                found.stream().limit(page.limit()).toList(),
                                page.next(
                                        found.size(),
                                        () -> found.get(page.limit() - 1).id()))));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "showInvitation", summary = "Shows how an invitation stands.")
    public Uni<Shown> show(@PathParam("id") String id) {
        var tenantId = caller.tenantId();
        return transactions.inTenant(tenantId, session -> shown(session, tenantId, id));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeInvitation", summary = "Switches the reminder off, or on again until it is due.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<Shown> change(@PathParam("id") String id, @Nullable Map<String, @Nullable Object> body) {
        var tenantId = caller.tenantId();
        var reminder = accepted(Form.read(body, form -> {
            form.requires("reminder", "true or false");
            var wanted = form.flag("reminder");
            form.refuseRest(Set.of());
            return wanted;
        }));
        return transactions.inTenant(
                tenantId,
                session -> invitations
                        .remind(session, tenantId, id, reminder)
                        .invoke(InvitationResource::orUnknown)
                        .chain(() -> shown(session, tenantId, id)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "takeBackInvitation",
            summary = "Takes an invitation back: what has not gone out stays here, and the address is forgotten.",
            description = "The address is not invited to this program again. The second time changes nothing.")
    public Uni<Shown> takeBack(@PathParam("id") String id) {
        var tenantId = caller.tenantId();
        return transactions.inTenant(
                tenantId,
                session -> invitations
                        .takeBack(session, tenantId, id, clock.instant())
                        .invoke(InvitationResource::orUnknown)
                        .chain(() -> forgetInvitations.handle(session, tenantId, id))
                        .chain(() -> shown(session, tenantId, id)));
    }

    private Uni<Shown> shown(Mutiny.StatelessSession session, String tenantId, String id) {
        return lists.one(session, tenantId, id)
                .map(found -> found.orElseThrow(() -> Problem.notFound("There is no such invitation.")));
    }

    private static void orUnknown(boolean found) {
        if (!found) throw Problem.notFound("There is no such invitation.");
    }

    private static <T> T accepted(Reading<T> reading) {
        return switch (reading) {
            case Reading.Accepted<T>(var value) -> value;
            case Reading.Refused<T>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new Problem.FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }
}
