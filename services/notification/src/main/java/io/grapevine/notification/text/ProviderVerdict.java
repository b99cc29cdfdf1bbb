package io.grapevine.notification.text;

import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.webhook.RetryAfter;
import java.time.Duration;
import java.time.Instant;

/** What a provider's answer means for the notice. */
public final class ProviderVerdict {

    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int FIRST_FAULT = 500;

    private ProviderVerdict() {}

    /** @param dropsRepetitions see {@link Provider#dropsRepetitions} */
    public static CarrierAnswer of(ProviderReply reply, boolean dropsRepetitions, Instant now) {
        return switch (reply) {
            case ProviderReply.Answered answered -> of(answered, now);
            case ProviderReply.Unreachable _ -> new CarrierAnswer.Unreachable();
            case ProviderReply.BrokeOff _ ->
                dropsRepetitions ? new CarrierAnswer.Later("broken_off", Duration.ZERO) : new CarrierAnswer.BrokeOff();
        };
    }

    private static CarrierAnswer of(ProviderReply.Answered answered, Instant now) {
        var status = answered.status();
        if (status >= FIRST_SUCCESS && status < FIRST_REDIRECT) return new CarrierAnswer.Taken();
        var error = "provider_" + status;
        return isForNow(status)
                ? new CarrierAnswer.Later(error, asked(answered, now))
                : new CarrierAnswer.Refused(error, true);
    }

    /** A login that is wrong or an account without credit is the operator's to mend, and no fault of the text. */
    private static boolean isForNow(int status) {
        return status == TOO_MANY
                || status == REQUEST_TIMEOUT
                || status == UNAUTHORIZED
                || status == FORBIDDEN
                || status >= FIRST_FAULT;
    }

    private static Duration asked(ProviderReply.Answered answered, Instant now) {
        return answered.retryAfter() == null
                ? Duration.ZERO
                : RetryAfter.parse(answered.retryAfter(), now).orElse(Duration.ZERO);
    }
}
