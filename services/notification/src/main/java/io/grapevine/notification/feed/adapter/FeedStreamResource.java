package io.grapevine.notification.feed.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.notification.feed.FeedPlace;
import io.grapevine.notification.feed.adapter.FeedEntries.Reader;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A participant's feed as it grows. */
@Path("/v1/feed/stream")
@RequiresKey(participants = true)
@Tag(name = "Feed")
public class FeedStreamResource {

    /** Proxies commonly drop a connection that is silent for 30 s or more. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Key and token are checked when a stream begins; one that ended since is found out when its holder comes back. */
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(10);

    private final FeedStreams streams;
    private final SayEntry sayEntry;
    private final Caller caller;
    private final InstantSource clock;

    FeedStreamResource(FeedStreams streams, SayEntry sayEntry, Caller caller, InstantSource clock) {
        this.streams = streams;
        this.sayEntry = sayEntry;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Admitted
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "streamFeed",
            summary = "A participant's feed, live",
            description =
                    "Server-sent events named `entry`, each with one entry as its data. Without `Last-Event-ID` it begins half a minute"
                            + " ago, with it half a minute before that entry, since entries may become visible a little out of order: tell them"
                            + " apart by `id`. Comments keep the connection open. The server ends a stream after 10 minutes; come back.")
    @APIResponse(responseCode = "200", description = "The stream; it ends with the client")
    public Multi<OutboundSseEvent> stream(
            @QueryParam("participantId") @Nullable String participantId,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context Sse sse) {
        var reader = new Reader(caller.tenantId(), caller.participant(participantId));
        var after = Optional.ofNullable(lastEventId)
                .flatMap(FeedPlace::parse)
                .orElseGet(() -> new FeedPlace(clock.instant(), ""));
        var entries = streams.of(reader, after).map(row -> event(sse, row));
        // The heartbeat ends with what it keeps open.
        return Multi.createBy()
                .merging()
                .streams(entries.onCompletion().failWith(Over::new), heartbeats(sse))
                .onFailure(Over.class)
                .recoverWithCompletion()
                .select()
                .first(LONGEST_STREAM);
    }

    /** The entries are over; no failure, but the only thing that ends a merge. */
    private static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private OutboundSseEvent event(Sse sse, FeedRow row) {
        return sse.newEventBuilder()
                .name("entry")
                .id(row.place().text())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(FeedResponse.class, sayEntry.of(row))
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
