package io.grapevine.notification.telegram.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.notification.telegram.BotUpdate;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Where Telegram tells the bot what was said to it; proven by the secret that it was given with {@code setWebhook}. */
@Path("/telegram/updates")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TelegramResource {

    // In every language.
    private static final String YES = "\uD83D\uDC4D";
    private static final String PRIVATE = "private";

    private final Chats chats;
    private final TelegramConfig config;

    TelegramResource(Chats chats, TelegramConfig config) {
        this.chats = chats;
        this.config = config;
    }

    /** The answer may carry a call of the Bot API. An update that cannot be followed now is a 500: Telegram sends it again. */
    @POST
    @Operation(hidden = true)
    public Uni<Response> update(
            @HeaderParam("X-Telegram-Bot-Api-Secret-Token") @Nullable String secret, @Nullable JsonNode update) {
        if (!isTelegram(secret)) throw Problem.unauthorized("This is for Telegram only.");
        return switch (read(update)) {
            case BotUpdate.Start(var chatId, var token) ->
                chats.follow(token, chatId).map(followed -> followed ? said(chatId) : nothing());
            case BotUpdate.Stop(var chatId) -> chats.forget(chatId).replaceWith(nothing());
            case BotUpdate.Other _ -> Uni.createFrom().item(nothing());
        };
    }

    private boolean isTelegram(@Nullable String secret) {
        return secret != null
                && config.webhookSecret()
                        .map(known -> MessageDigest.isEqual(bytes(known), bytes(secret)))
                        .orElse(false);
    }

    private static BotUpdate read(@Nullable JsonNode update) {
        if (update == null) return new BotUpdate.Other();
        var message = update.path("message");
        if (message.at("/chat/type").asText().equals(PRIVATE))
            return BotUpdate.said(
                    message.at("/chat/id").asText(), message.path("text").asText());
        var member = update.path("my_chat_member");
        return member.at("/chat/type").asText().equals(PRIVATE)
                ? BotUpdate.became(
                        member.at("/chat/id").asText(),
                        member.at("/new_chat_member/status").asText())
                : new BotUpdate.Other();
    }

    private static Response said(String chatId) {
        return Response.ok(Map.of("method", "sendMessage", "chat_id", chatId, "text", YES))
                .build();
    }

    private static Response nothing() {
        return Response.ok().build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
