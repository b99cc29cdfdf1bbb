package io.grapevine.notification.push;

import io.grapevine.chassis.egress.Answer;
import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.webhook.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/**
 * What a push service's answer means (RFC 8030).
 *
 * @param isGone whether the subscription is over, to be forgotten
 */
public record PushVerdict(CarrierAnswer answer, boolean isGone) {

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int FIRST_FAULT = 500;

    public static PushVerdict of(Answer answer, Instant now) {
        return switch (answer) {
            case Answer.Answered answered -> of(answered, now);
            case Answer.Unanswered(var failure) -> new PushVerdict(of(failure), false);
        };
    }

    private static PushVerdict of(Answer.Answered answered, Instant now) {
        var status = answered.status();
        if (answered.isSuccess()) return new PushVerdict(new CarrierAnswer.Taken(), false);
        if (status == NOT_FOUND || status == GONE) return new PushVerdict(new CarrierAnswer.NoAddress(false), true);
        var error = "push_" + status;
        if (status != TOO_MANY && status < FIRST_FAULT)
            return new PushVerdict(new CarrierAnswer.Refused(error, true), false);
        var wait = answered.retryAfter() == null
                ? Duration.ZERO
                : RetryAfter.parse(answered.retryAfter(), now).orElse(Duration.ZERO);
        return new PushVerdict(new CarrierAnswer.Later(error, wait), false);
    }

    private static CarrierAnswer of(Answer.Failure failure) {
        return switch (failure) {
            case ADDRESS_REFUSED -> new CarrierAnswer.Refused("address_refused", true);
            case UNKNOWN_HOST, CONNECTION_FAILED, TLS_FAILED -> new CarrierAnswer.Unreachable();
            case CONNECTION_CLOSED, TIMEOUT, INTERNAL -> new CarrierAnswer.BrokeOff();
        };
    }

    /**
     * What became of a notice that went to all of a reader's browsers. One that has it is enough, and one that may have it keeps it from
     * being sent again to all; then it is tried again if any may take it later.
     */
    public static CarrierAnswer together(Collection<PushVerdict> verdicts) {
        return verdicts.stream()
                .map(PushVerdict::answer)
                .min(Comparator.comparingInt(PushVerdict::rank))
                .orElse(new CarrierAnswer.NoAddress(false));
    }

    private static int rank(CarrierAnswer answer) {
        return switch (answer) {
            case CarrierAnswer.Taken _ -> 0;
            case CarrierAnswer.BrokeOff _ -> 1;
            case CarrierAnswer.Later _ -> 2;
            case CarrierAnswer.Unreachable _ -> 3;
            case CarrierAnswer.Refused _ -> 4;
            case CarrierAnswer.NoAddress _ -> 5;
        };
    }
}
