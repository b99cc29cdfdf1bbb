package io.grapevine.notification.telegram;

import java.util.Optional;
import java.util.regex.Pattern;

/** What Telegram tells a bot, as far as it is meant for us. */
public sealed interface BotUpdate {

    /** Somebody came by a link of ours. */
    record Start(String chatId, String token) implements BotUpdate {}

    /** Somebody wants to hear no more, by word or by blocking the bot. */
    record Stop(String chatId) implements BotUpdate {}

    /** Anything else. */
    record Other() implements BotUpdate {}

    /** What a link may carry: Telegram allows 64 characters. */
    Pattern START = Pattern.compile("/start ([A-Za-z0-9_-]{22,64})");

    String STOP = "/stop";

    /** A message in a private chat. */
    static BotUpdate said(String chatId, String text) {
        if (text.strip().equals(STOP)) return new Stop(chatId);
        var start = Optional.of(START.matcher(text.strip())).filter(found -> found.matches());
        return start.<BotUpdate>map(found -> new Start(chatId, found.group(1))).orElseGet(Other::new);
    }

    /** What the account now is to the bot; {@code kicked} is its word for blocked. */
    static BotUpdate became(String chatId, String status) {
        return status.equals("kicked") ? new Stop(chatId) : new Other();
    }
}
