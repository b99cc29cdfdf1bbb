package io.grapevine.notification.preference.adapter;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.preference.LeaveToken;
import io.grapevine.notification.template.Telling;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where a reader leaves the promotional stream of a channel: no key, no sign-in, one click (RFC 8058). A GET shows a page and changes
 * nothing, since mail programs and scanners follow links; only the POST does, from the page's button or the mail program's own.
 */
@Path("/unsubscribe/{token}")
public class UnsubscribeResource {

    /** Whatever a mail program says it accepts: one that did not care for the page would not leave. */
    private static final String PAGE = MediaType.TEXT_HTML + ";charset=UTF-8";

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

    private final PersonalData personalData;
    private final TenantTransactions transactions;
    private final PreferenceStore store;
    private final InstantSource clock;

    UnsubscribeResource(
            PersonalData personalData, TenantTransactions transactions, PreferenceStore store, InstantSource clock) {
        this.personalData = personalData;
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "unsubscribe")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(boolean left, boolean invited);
    }

    @GET
    @Operation(hidden = true)
    public Response page(@PathParam("token") String token) {
        return html(false, proof(token).orElseThrow(UnsubscribeResource::unknown));
    }

    /** The body says {@code List-Unsubscribe=One-Click} when a mail program asks; whoever holds the link may leave whatever it says. */
    @POST
    @Operation(hidden = true)
    public Uni<Response> leave(@PathParam("token") String token) {
        var payload = proof(token).orElseThrow(UnsubscribeResource::unknown);
        var tenantId = payload.tenantId();
        var readerId = payload.readerId();
        var channel = Channel.named(payload.channel()).orElseThrow(UnsubscribeResource::unknown);
        return transactions
                .inTenant(tenantId, session -> store.leave(session, tenantId, readerId, channel, clock.instant()))
                .map(done -> html(true, payload));
    }

    /** Who leaves what; empty unless it was written here. */
    private Optional<LeaveToken.Payload> proof(String text) {
        return LeaveToken.parse(text)
                .filter(token -> MessageDigest.isEqual(
                        personalData
                                .linkMac(
                                        token.payload().tenantId(),
                                        token.payload().text())
                                .getBytes(StandardCharsets.US_ASCII),
                        token.mac().getBytes(StandardCharsets.US_ASCII)))
                .map(LeaveToken::payload);
    }

    private static Problem unknown() {
        return Problem.notFound("This link is not one of ours.");
    }

    private static Response html(boolean left, LeaveToken.Payload who) {
        var invited = Telling.Audience.of(who.readerId()) == Telling.Audience.INVITEE;
        return Response.ok(Templates.page(left, invited).render(), PAGE)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
