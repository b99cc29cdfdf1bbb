package io.grapevine.notification.telegram.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.events.EventJson;
import io.grapevine.notification.moment.Carrier;
import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Notice;
import io.grapevine.notification.telegram.BotVerdict;
import io.grapevine.notification.template.Letter.Link;
import io.grapevine.notification.text.ProviderCall;
import io.grapevine.notification.text.ProviderReply;
import io.grapevine.notification.text.Providers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** The Telegram channel: the bot writes plain text, in which nothing is markup. */
@ApplicationScoped
class TelegramCarrier implements Carrier {

    private static final Logger LOG = Logger.getLogger(TelegramCarrier.class);
    // Telegram takes some thirty messages a second from a bot.
    private static final int MOST_AT_ONCE = 8;
    private static final BotVerdict.Words NO_WORDS = new BotVerdict.Words("", null);

    private final TelegramConfig config;
    private final Chats chats;
    private final Providers providers;

    TelegramCarrier(TelegramConfig config, Chats chats, Providers providers) {
        this.config = config;
        this.chats = chats;
        this.providers = providers;
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public int mostAtOnce() {
        return MOST_AT_ONCE;
    }

    @Override
    public CompletionStage<CarrierAnswer> carry(Notice notice) {
        return config.token()
                .map(token -> carry(notice, token))
                .orElseGet(() -> Uni.createFrom().item(new CarrierAnswer.Refused("no_provider", true)))
                .subscribeAsCompletionStage();
    }

    /** Nothing was handed over yet where the chat cannot be read: it is tried again. */
    private Uni<CarrierAnswer> carry(Notice notice, String token) {
        return chats.of(notice.tenantId(), notice.readerId())
                .map(Optional::of)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("the chat of %s is not read: %s", notice.readerId(), failure.toString());
                    return Optional.empty();
                })
                .chain(read -> read.map(chat -> chat.map(chatId -> send(notice, token, chatId))
                                .orElseGet(() -> Uni.createFrom().item(new CarrierAnswer.NoAddress(false))))
                        .orElseGet(() -> Uni.createFrom().item(new CarrierAnswer.Unreachable())));
    }

    private Uni<CarrierAnswer> send(Notice notice, String token, String chatId) {
        var url = URI.create(config.url() + "/bot" + token + "/sendMessage");
        var call = new ProviderCall(url, Map.of("content-type", "application/json"), message(notice, chatId));
        return Uni.createFrom()
                .completionStage(() -> providers.send(call))
                .map(reply -> BotVerdict.of(reply, words(reply)))
                .call(verdict -> verdict.isGone()
                        ? forget(notice, chatId)
                        : Uni.createFrom().voidItem())
                .map(BotVerdict::answer);
    }

    /** If that fails, the next notice finds the account gone again. */
    private Uni<Integer> forget(Notice notice, String chatId) {
        return chats.forget(notice.tenantId(), chatId).onFailure().recoverWithItem(0);
    }

    private static String message(Notice notice, String chatId) {
        var letter = notice.letter();
        var message = new LinkedHashMap<String, Object>();
        message.put("chat_id", chatId);
        message.put("text", letter.brief());
        message.put("link_preview_options", Map.of("is_disabled", true));
        var rows = new ArrayList<List<Map<String, String>>>();
        for (var link : new Link[] {letter.action(), letter.leave()})
            if (link != null) rows.add(List.of(Map.of("text", link.label(), "url", link.url())));
        if (!rows.isEmpty()) message.put("reply_markup", Map.of("inline_keyboard", rows));
        return json(message);
    }

    private static String json(Object value) {
        try {
            return EventJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written", e);
        }
    }

    private static BotVerdict.Words words(ProviderReply reply) {
        if (!(reply instanceof ProviderReply.Answered(var status, var retryAfter, var body))) return NO_WORDS;
        try {
            var document = EventJson.mapper().readTree(body);
            var seconds = document.at("/parameters/retry_after");
            return new BotVerdict.Words(
                    document.path("description").asText(), seconds.canConvertToInt() ? seconds.intValue() : null);
        } catch (JsonProcessingException e) {
            return NO_WORDS; // a proxy's page, perhaps: the status says enough
        }
    }
}
