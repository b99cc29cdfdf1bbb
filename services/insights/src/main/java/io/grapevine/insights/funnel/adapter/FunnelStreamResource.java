package io.grapevine.insights.funnel.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.insights.funnel.Funnel;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The funnel as it moves. */
@Path("/v1/insights/programs/{key}/stream")
@RequiresKey
@Tag(name = "Funnel")
public class FunnelStreamResource {

    /** Proxies commonly drop a connection that is silent for 30 s or more. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

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
            summary = "The program's funnel, live",
            description =
                    "Server-sent events named `funnel`, each with the whole funnel as its data (as `GET …/funnel` shows it): one at"
                            + " once, then one whenever the figures have changed, at most one a second, rarer for a long log."
                            + " Comments keep the connection open. The server ends a stream after 10 minutes; come back.")
    @APIResponse(responseCode = "200", description = "The stream; it ends with the client")
    @APIResponse(responseCode = "503", description = "`too_many_streams`: 1,000 are open on this instance")
    public Multi<OutboundSseEvent> stream(String key, @Context Sse sse) {
        var program = new WatchedProgram.Key(caller.tenantId(), key);
        return Multi.createBy()
                .merging()
                .streams(streams.of(program).map(funnel -> event(sse, funnel)), heartbeats(sse))
                .select()
                .first(LONGEST_STREAM);
    }

    private static OutboundSseEvent event(Sse sse, Funnel funnel) {
        return sse.newEventBuilder()
                .name("funnel")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(Funnel.class, funnel)
                .build();
    }

    private static Multi<OutboundSseEvent> heartbeats(Sse sse) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(HEARTBEAT)
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("still here").build());
    }
}
