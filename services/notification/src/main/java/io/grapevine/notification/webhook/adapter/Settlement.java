package io.grapevine.notification.webhook.adapter;

import io.grapevine.notification.webhook.DeliveryStatus;
import io.grapevine.notification.webhook.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as the delivery's columns.
 *
 * @param dueAt the next attempt; of no meaning once ended
 * @param error null when delivered
 */
record Settlement(
        DeliveryStatus status,
        Instant dueAt,
        int failures,
        @Nullable String error) {

    static Settlement of(Verdict verdict, int failedBefore, Instant now) {
        return switch (verdict) {
            case Verdict.Delivered delivered -> new Settlement(DeliveryStatus.DELIVERED, now, failedBefore, null);
            case Verdict.TryAgain again ->
                new Settlement(DeliveryStatus.PENDING, now.plus(again.delay()), failedBefore + 1, again.error());
            case Verdict.GivenUp given ->
                new Settlement(DeliveryStatus.DEAD_LETTER, now, failedBefore + 1, given.error());
            case Verdict.EndpointGone gone ->
                new Settlement(DeliveryStatus.DEAD_LETTER, now, failedBefore + 1, gone.error());
        };
    }

    boolean hasEnded() {
        return status != DeliveryStatus.PENDING;
    }
}
