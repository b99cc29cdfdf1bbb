package io.grapevine.notification.bounce.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.notification.bounce.Report;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a tenant's mail server hands in bounces and complaints, and where it is seen what they led to. */
@Path("/v1/suppressions")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Suppressions",
        description =
                "Addresses that no mail goes to any more, because nobody is there or because their owner complained.")
public class SuppressionResource {

    // A report quotes the mail it is about, at most; ours have a few kilobytes.
    static final int LONGEST_REPORT = 512 * 1024;

    private final Caller caller;
    private final Suppressions suppressions;
    private final ReportReader reader = new ReportReader();

    SuppressionResource(Caller caller, Suppressions suppressions) {
        this.caller = caller;
        this.suppressions = suppressions;
    }

    /** What a report led to; it names no address. */
    record Taken(String kind, int suppressed) {}

    /** An address that is not written to. */
    record Suppressed(String reason, String detail, Instant suppressedAt) {
        static Suppressed of(SuppressionRow row) {
            return new Suppressed(row.reason, row.detail, row.suppressedAt);
        }
    }

    @POST
    @Path("/reports")
    @Consumes("message/rfc822")
    @Operation(
            summary = "Hands in a bounce or complaint, the mail as it came.",
            description =
                    "A delivery status notification (RFC 3464) suppresses recipients that failed for good because nobody is there, a feedback"
                            + " report (RFC 5965) the one who complained. The same report again changes nothing.")
    @APIResponse(responseCode = "200", description = "What it was and how many addresses it suppresses.")
    public Uni<Taken> take(byte @Nullable [] message) {
        if (message == null || message.length == 0) throw unreadable();
        if (message.length > LONGEST_REPORT)
            throw Problem.badRequest("report_too_long", "A report has at most " + LONGEST_REPORT + " bytes.");
        var tenantId = caller.tenantId();
        var report = read(message);
        var found = report.suppressions();
        return suppressions.keep(tenantId, found).replaceWith(new Taken(kindOf(report), found.size()));
    }

    @GET
    @Operation(summary = "Says whether an address is written to, and why not.")
    public Uni<Suppressed> show(@QueryParam("email") @Nullable String email) {
        return suppressions
                .of(caller.tenantId(), required(email))
                .map(found -> found.map(Suppressed::of).orElseThrow(SuppressionResource::unknown));
    }

    @DELETE
    @Operation(summary = "Lets mail go to an address again.")
    public Uni<Void> lift(@QueryParam("email") @Nullable String email) {
        return suppressions
                .lift(caller.tenantId(), required(email))
                .invoke(lifted -> {
                    if (!lifted) throw unknown();
                })
                .replaceWithVoid();
    }

    private Report read(byte[] message) {
        try {
            return reader.read(message);
        } catch (ReportReader.Unreadable broken) {
            throw unreadable();
        }
    }

    private static String kindOf(Report report) {
        return switch (report) {
            case Report.Delivery _ -> "delivery";
            case Report.Feedback _ -> "feedback";
            case Report.Unknown _ -> "unknown";
        };
    }

    private static String required(@Nullable String email) {
        if (email == null || !email.contains("@"))
            throw Problem.badRequest("invalid_email", "Name the address: ?email=ada@example.org");
        return email;
    }

    private static Problem unreadable() {
        return Problem.badRequest("unreadable_report", "The body must be a mail, as it came.");
    }

    private static Problem unknown() {
        return Problem.notFound("This address is not suppressed.");
    }
}
