package io.grapevine.notification.telegram.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a participant gets the link that shows the bot who he is. */
@Path("/v1/addresses/{participantId}/telegram/link")
@RequiresKey(participants = true)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Addresses")
public class TelegramLinkResource {

    private final Caller caller;
    private final Chats chats;
    private final TelegramConfig config;
    private final InstantSource clock;

    TelegramLinkResource(Caller caller, Chats chats, TelegramConfig config, InstantSource clock) {
        this.caller = caller;
        this.chats = chats;
        this.config = config;
        this.clock = clock;
    }

    /** The link, to be shown to the participant only, and when it ends. */
    record Link(String url, Instant until) {}

    @POST
    @Operation(
            operationId = "linkTelegram",
            summary = "Makes a link to the bot; who opens it in Telegram and presses Start is told there from then on.",
            description =
                    "Good for one account, once; a new link ends the one before. The account leaves with `/stop` or by blocking the bot.")
    public Uni<Link> link(@PathParam("participantId") String participantId) {
        var readerId = caller.participant(participantId);
        var bot = config.bot()
                .filter(name -> config.token().isPresent())
                .orElseThrow(() -> Problem.notFound("Telegram is not set up here: the installation has no bot."));
        var until = clock.instant().plus(config.linkFor());
        return chats.link(caller.tenantId(), readerId, until)
                .map(token -> token.map(text -> new Link("https://t.me/" + bot + "?start=" + text, until))
                        .orElseThrow(() -> Problem.notFound("There is no participant " + readerId + ".")));
    }
}
