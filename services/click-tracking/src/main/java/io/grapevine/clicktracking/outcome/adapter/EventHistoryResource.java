package io.grapevine.clicktracking.outcome.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.clicktracking.intake.RecentEvents;
import io.grapevine.clicktracking.outcome.adapter.EventPage.Everything;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Tells a tenant what became of its events. */
@Path("/v1/events")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class EventHistoryResource {

    private static final String PLAIN_SOURCE = "api";
    private static final int LARGEST_PAGE = 200;

    private final Caller caller;
    private final EventPage page;
    private final Rejections rejections;
    private final RecentEvents recent;

    EventHistoryResource(Caller caller, EventPage page, Rejections rejections, RecentEvents recent) {
        this.caller = caller;
        this.page = page;
        this.rejections = rejections;
        this.recent = recent;
    }

    @GET
    @Path("/rejected")
    @Operation(
            summary = "List rejected events, newest first",
            description = "With what was wrong and the event as it came, to be fixed and sent again. Kept 90 days.")
    @APIResponse(
            responseCode = "200",
            description = "`{items: [{rejectionId, eventId?, type?, code, errors, receivedAt, event?}], next?}`")
    @APIResponse(responseCode = "401", description = "`unauthorized`")
    @APIResponse(responseCode = "403", description = "`forbidden`: a publishable key reads nothing")
    public Uni<RejectionsResponse> rejected(
            @Parameter(description = "1 to 200") @RestQuery @DefaultValue("50") int limit,
            @Parameter(description = "The `next` of the page before") @RestQuery @Nullable String cursor) {
        return rejections.page(caller.tenantId(), cursor, Math.clamp(limit, 1, LARGEST_PAGE));
    }

    @GET
    @Path("/{id:.+}")
    @Operation(
            summary = "What became of an event",
            description =
                    "received, decided (with conversion ids), conflict (another event counts instead), rejected, or"
                            + " dead_letter (with the reason). An id that several sources used is told apart by `source`.")
    @APIResponse(responseCode = "200", description = "The event's story so far")
    @APIResponse(responseCode = "404", description = "`not_found`: no event with this id was sent")
    public Uni<EventResponse> event(
            @Parameter(example = "order-1001-paid") @RestPath String id,
            @Parameter(description = "The CloudEvents source; `api` for plain JSON") @RestQuery @Nullable
                    String source) {
        var tenantId = caller.tenantId();
        return page.about(tenantId, id).map(everything -> answer(tenantId, id, source, everything));
    }

    private EventResponse answer(String tenantId, String id, @Nullable String source, Everything everything) {
        var received = everything.received().stream()
                .filter(event -> source == null || event.source().equals(source))
                .findFirst();
        if (received.isPresent()) return EventResponse.received(everything, received.get());
        if (!everything.rejections().isEmpty()) return EventResponse.rejected(id, everything);
        var sent = Objects.requireNonNullElse(source, PLAIN_SOURCE);
        if (recent.hashOf(tenantId, sent, id) != null) return EventResponse.underWay(id, sent);
        throw Problem.notFound("No event with this id was sent.");
    }
}
