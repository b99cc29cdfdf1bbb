package io.grapevine.notification.feed.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.feed.FeedPlace;
import io.grapevine.notification.feed.Unwanted;
import io.grapevine.notification.feed.adapter.FeedEntries.Reader;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A participant's feed, for the site's own pages. */
@Path("/v1/feed")
@RequiresKey(participants = true)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Feed", description = "What a participant was told, as a list inside the site's own pages.")
public class FeedResource {

    private static final int LARGEST_PAGE = 100;
    private static final String USUAL_PAGE = "25";
    // Beyond the clock of any instance.
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Caller caller;
    private final TenantTransactions transactions;
    private final FeedEntries entries;
    private final SayEntry sayEntry;
    private final InstantSource clock;

    FeedResource(
            Caller caller,
            TenantTransactions transactions,
            FeedEntries entries,
            SayEntry sayEntry,
            InstantSource clock) {
        this.caller = caller;
        this.transactions = transactions;
        this.entries = entries;
        this.sayEntry = sayEntry;
        this.clock = clock;
    }

    /**
     * A page, newest first.
     *
     * @param next the cursor of the following page; absent on the last
     * @param unread how many entries of the whole feed were not read
     */
    record FeedPage(List<FeedResponse> items, @Nullable String next, long unread) {}

    /** How many entries of the whole feed were not read. */
    record Unread(long unread) {}

    @GET
    @Operation(summary = "Lists a participant's feed, newest first, with the number of unread entries.")
    public Uni<FeedPage> list(
            @QueryParam("participantId") @Nullable String participantId,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("unread") @DefaultValue("false")
                    String unread,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(USUAL_PAGE) int limit) {
        if (limit < 1 || limit > LARGEST_PAGE)
            throw Problem.badRequest("invalid_limit", "limit must be 1 to " + LARGEST_PAGE + ".");
        var onlyUnread = flag("unread", unread);
        var reader = reader(participantId);
        var now = clock.instant();
        var before = cursor == null ? new FeedPlace(now.plus(AHEAD), "") : place(cursor, "cursor");
        return transactions.inTenant(
                reader.tenantId(),
                session -> unwanted(session, reader)
                        .chain(unwanted -> entries.page(session, reader, before, onlyUnread, unwanted, limit + 1, now)
                                .chain(rows -> entries.unread(session, reader, unwanted, now)
                                        .map(count -> page(rows, limit, count)))));
    }

    @PUT
    @Path("/{id}/read")
    @Operation(operationId = "readEntry", summary = "Marks one entry as read; the second time changes nothing.")
    public Uni<Unread> read(@PathParam("id") String id, @QueryParam("participantId") @Nullable String participantId) {
        var reader = reader(participantId);
        var now = clock.instant();
        return transactions.inTenant(
                reader.tenantId(),
                session -> unwanted(session, reader)
                        .call(() -> existing(session, reader, id))
                        .call(() -> entries.mark(session, reader, id, now))
                        .chain(unwanted -> entries.unread(session, reader, unwanted, now))
                        .map(Unread::new));
    }

    @PUT
    @Path("/read")
    @Operation(
            operationId = "readUpTo",
            summary = "Marks an entry and everything older as read.",
            description = "`upTo` is the entry's `cursor`, so that what came since the page was drawn stays unread.")
    public Uni<Unread> readUpTo(
            @QueryParam("upTo") @Nullable String upTo, @QueryParam("participantId") @Nullable String participantId) {
        var reader = reader(participantId);
        var place = place(upTo == null ? "" : upTo, "upTo");
        var now = clock.instant();
        return transactions.inTenant(
                reader.tenantId(),
                session -> unwanted(session, reader)
                        .call(() -> entries.markUpTo(session, reader, place, now))
                        .chain(unwanted -> entries.unread(session, reader, unwanted, now))
                        .map(Unread::new));
    }

    // The framework takes every word but "true" for false.
    private static boolean flag(String name, String word) {
        if (!word.equals("true") && !word.equals("false"))
            throw Problem.badRequest("invalid_parameter", name + " must be true or false, was " + word + ".");
        return word.equals("true");
    }

    private Reader reader(@Nullable String participantId) {
        return new Reader(caller.tenantId(), caller.participant(participantId));
    }

    private FeedPage page(List<FeedRow> rows, int limit, long unread) {
        var shown = rows.subList(0, Math.min(rows.size(), limit));
        var next = rows.size() > limit ? shown.getLast().place().text() : null;
        return new FeedPage(shown.stream().map(sayEntry::of).toList(), next, unread);
    }

    /** What the reader does not want to see; refuses a reader whom nobody knows. */
    private Uni<List<String>> unwanted(Mutiny.StatelessSession session, Reader reader) {
        return entries.knows(session, reader)
                .invoke(known -> {
                    if (!known) throw Problem.notFound("There is no participant " + reader.readerId() + ".");
                })
                .chain(() -> entries.wish(session, reader))
                .map(found -> Unwanted.moments(SayEntry.wish(found.isEmpty() ? null : found.getFirst())));
    }

    private Uni<Void> existing(Mutiny.StatelessSession session, Reader reader, String id) {
        return entries.one(session, reader, id, clock.instant())
                .invoke(found -> {
                    if (found.isEmpty()) throw Problem.notFound("This feed has no entry " + id + ".");
                })
                .replaceWithVoid();
    }

    private static FeedPlace place(String text, String parameter) {
        return FeedPlace.parse(text)
                .orElseThrow(() -> Problem.badRequest(
                        "invalid_cursor", parameter + " must be the cursor of an entry or of a page before."));
    }
}
