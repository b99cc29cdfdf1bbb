package io.grapevine.insights.funnel.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.insights.funnel.StreamId;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The funnel as it moves. */
@Path("/v1/insights/programs/{key}/stream")
@RequiresKey
@Tag(name = "Funnel")
public class FunnelStreamResource {

    /** The key is checked when a stream begins; a key revoked since then is found out when its holder comes back. */
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(10);

    private final FunnelStreams streams;
    private final Caller caller;

    FunnelStreamResource(FunnelStreams streams, Caller caller) {
        this.streams = streams;
        this.caller = caller;
    }

    @GET
    @Admitted
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "The program's funnel and graph, live",
            description =
                    "Server-sent events. `funnel`: the whole funnel (as `GET …/funnel` shows it), one at once, then one whenever the figures"
                            + " have changed, at most one a second, rarer for a long log. `graph`: where people stand now whose place changed:"
                            + " `{programKey, reset, people: [{externalId, advocateExternalId}]}`, without an advocate whom nobody brought (they came, or"
                            + " their bind was taken back); `reset`: more changed than is told (1,000 people at once), or longer ago than 50 minutes: ask"
                            + " for the graph again. A change may be told twice. Come back with `Last-Event-ID` and hear what you missed, on any instance."
                            + " Comments keep the connection open. The server ends a stream after 10 minutes, and that of a reader who is 64 events behind;"
                            + " come back.")
    @APIResponse(responseCode = "200", description = "The stream; it ends with the client")
    @APIResponse(responseCode = "503", description = "`too_many_streams`: 11,000 are open on this instance")
    public Multi<OutboundSseEvent> stream(
            String key,
            @Parameter(description = "The `id` that was heard last; what is none begins anew")
                    @HeaderParam("Last-Event-ID")
                    @Nullable
                    String lastEventId,
            @Context Sse sse) {
        var program = new WatchedProgram.Key(caller.tenantId(), key);
        var last = lastEventId == null ? null : StreamId.parse(lastEventId).orElse(null);
        return streams.of(program, last).map(told -> event(sse, told)).select().first(LONGEST_STREAM);
    }

    private static OutboundSseEvent event(Sse sse, Told told) {
        var event = sse.newEventBuilder();
        if (!told.id().isEmpty()) event.id(told.id());
        return told.name() == null
                ? event.comment(told.data()).build()
                : event.name(told.name()).data(told.data()).build();
    }
}
