package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.egress.Answer;
import io.grapevine.notification.webhook.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery that was in hand.
 *
 * @param answer null if it was not posted, because the circuit was open
 */
record Outcome(
        ClaimRow claim, Instant at, Duration took, @Nullable Answer answer, Verdict verdict) {

    @Nullable
    Integer statusCode() {
        return answer instanceof Answer.Answered answered ? answered.status() : null;
    }

    boolean isDelivered() {
        return verdict instanceof Verdict.Delivered;
    }
}
