package io.grapevine.notification.telegram;

import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.text.ProviderReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the Bot API's answer means.
 *
 * @param isGone whether the account cannot be written to any more: it blocked the bot, or is no more
 */
public record BotVerdict(CarrierAnswer answer, boolean isGone) {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int FIRST_FAULT = 500;

    /**
     * What the answer's document says beside its status.
     *
     * @param retryAfter seconds; null if it does not say
     */
    public record Words(String description, @Nullable Integer retryAfter) {}

    public static BotVerdict of(ProviderReply reply, Words words) {
        return switch (reply) {
            case ProviderReply.Answered answered -> of(answered.status(), words);
            case ProviderReply.Unreachable _ -> new BotVerdict(new CarrierAnswer.Unreachable(), false);
            // The Bot API takes no key: a message sent again is a second message.
            case ProviderReply.BrokeOff _ -> new BotVerdict(new CarrierAnswer.BrokeOff(), false);
        };
    }

    private static BotVerdict of(int status, Words words) {
        if (status == OK) return new BotVerdict(new CarrierAnswer.Taken(), false);
        if (status == FORBIDDEN || status == BAD_REQUEST && words.description().contains("chat not found"))
            return new BotVerdict(new CarrierAnswer.NoAddress(false), true);
        var error = "telegram_" + status;
        var seconds = words.retryAfter() == null ? 0 : Math.max(0, words.retryAfter());
        // The last two are what a wrong token is answered with: the operator's to mend.
        return status == TOO_MANY || status >= FIRST_FAULT || status == UNAUTHORIZED || status == NOT_FOUND
                ? new BotVerdict(new CarrierAnswer.Later(error, Duration.ofSeconds(seconds)), false)
                : new BotVerdict(new CarrierAnswer.Refused(error, true), false);
    }
}
