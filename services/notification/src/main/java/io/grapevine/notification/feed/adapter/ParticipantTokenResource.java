package io.grapevine.notification.feed.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.ParticipantTokens;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.feed.adapter.FeedEntries.Reader;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where the site's server fetches what lets one signed-in participant's browser read the feed. */
@Path("/v1/participant-tokens")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Feed")
public class ParticipantTokenResource {

    private static final int USUAL_MINUTES = 60;
    // A day at work. Tokens are stored nowhere, so none can be called back.
    private static final int MOST_MINUTES = 12 * 60;

    private final Caller caller;
    private final ParticipantTokens tokens;
    private final TenantTransactions transactions;
    private final FeedEntries entries;
    private final InstantSource clock;

    ParticipantTokenResource(
            Caller caller,
            ParticipantTokens tokens,
            TenantTransactions transactions,
            FeedEntries entries,
            InstantSource clock) {
        this.caller = caller;
        this.tokens = tokens;
        this.transactions = transactions;
        this.entries = entries;
        this.clock = clock;
    }

    /**
     * For whom.
     *
     * @param minutes 1-720; null = 60
     */
    record TokenRequest(
            @Nullable String participantId, @Nullable Integer minutes) {}

    /** The token and when it ends, exclusive. */
    record TokenResponse(String token, Instant until) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "makeParticipantToken",
            summary = "Makes a token that lets one participant's own browser in for a while.",
            description =
                    "Ask for it on your server once you know who is signed in. It cannot be called back, so keep it short.")
    public Uni<TokenResponse> make(@Nullable TokenRequest request) {
        if (request == null) throw nobody();
        var participantId = request.participantId();
        if (participantId == null || participantId.isBlank()) throw nobody();
        var asked = request.minutes();
        var minutes = asked == null ? USUAL_MINUTES : asked;
        if (minutes < 1 || minutes > MOST_MINUTES)
            throw Problem.badRequest("invalid_minutes", "minutes must be 1 to " + MOST_MINUTES + ".");
        var reader = new Reader(caller.tenantId(), participantId);
        var until = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofMinutes(minutes));
        return transactions
                .inTenant(reader.tenantId(), session -> entries.knows(session, reader))
                .invoke(known -> {
                    if (!known) throw Problem.notFound("There is no participant " + participantId + ".");
                })
                .map(known -> new TokenResponse(tokens.make(reader.tenantId(), participantId, until), until));
    }

    private static Problem nobody() {
        return Problem.badRequest("participant_required", "Name the participant: {\"participantId\": \"par_…\"}");
    }
}
