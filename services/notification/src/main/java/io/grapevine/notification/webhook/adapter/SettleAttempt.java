package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.events.Event;
import io.grapevine.events.NotificationDelivered;
import io.grapevine.notification.webhook.Answer;
import io.grapevine.notification.webhook.DeliveryStatus;
import io.grapevine.notification.webhook.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Commits what an attempt led to. A crash between the receiver's 200 and this commit sends the message again under the same
 * webhook-id: the receiver knows it, as it must know any repetition.
 */
@ApplicationScoped
class SettleAttempt {

    private static final String SOURCE = "/notification";
    private static final String CHANNEL = "webhook";

    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final Outbox outbox;

    SettleAttempt(Deliveries deliveries, Webhooks webhooks, Outbox outbox) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.outbox = outbox;
    }

    /** An attempt that is over. */
    record Attempted(ClaimRow claim, Instant at, Duration took, Answer answer) {}

    Uni<Void> handle(Mutiny.StatelessSession session, Attempted attempted, Verdict verdict, Instant now) {
        var claim = attempted.claim();
        var settlement = Settlement.of(verdict, claim.failures, now);
        // The endpoint first: whoever deletes it locks in the same order.
        return changeEndpoint(session, claim, verdict, now)
                .chain(() -> deliveries.settle(session, claim, settlement, now))
                .chain(attempts -> attempts == null
                        ? Uni.createFrom().voidItem()
                        : tell(session, attempted, settlement, attempts, now));
    }

    /** Ends what waits for an endpoint that is off; answers how many there were, at most {@code room}. */
    Uni<Integer> bury(
            Mutiny.StatelessSession session, String tenantId, String webhookId, int room, Instant now, String error) {
        return deliveries
                .bury(session, tenantId, webhookId, room, now, error)
                .call(buried -> outbox.add(
                        session,
                        buried.stream()
                                .map(claim -> ended(claim, DeliveryStatus.DEAD_LETTER, claim.attempts, now))
                                .toList()))
                .map(List::size);
    }

    private Uni<Void> changeEndpoint(Mutiny.StatelessSession session, ClaimRow claim, Verdict verdict, Instant now) {
        return switch (verdict) {
            case Verdict.Delivered delivered -> Uni.createFrom().voidItem();
            case Verdict.TryAgain again -> pause(session, claim, again.pause(), now);
            case Verdict.GivenUp given -> pause(session, claim, given.pause(), now);
            case Verdict.EndpointGone gone -> webhooks.gone(session, claim.tenantId, claim.webhookId);
        };
    }

    private Uni<Void> pause(Mutiny.StatelessSession session, ClaimRow claim, Duration pause, Instant now) {
        return pause.isZero()
                ? Uni.createFrom().voidItem()
                : webhooks.pause(session, claim.tenantId, claim.webhookId, now.plus(pause));
    }

    private Uni<Void> tell(
            Mutiny.StatelessSession session, Attempted attempted, Settlement settlement, int attempts, Instant now) {
        var claim = attempted.claim();
        var told =
                settlement.hasEnded() ? List.of(ended(claim, settlement.status(), attempts, now)) : List.<Event<?>>of();
        return deliveries.record(session, row(attempted, settlement, attempts)).chain(() -> outbox.add(session, told));
    }

    private static AttemptRow row(Attempted attempted, Settlement settlement, int attempt) {
        var row = new AttemptRow();
        row.tenantId = attempted.claim().tenantId;
        row.deliveryId = attempted.claim().deliveryId;
        row.attempt = attempt;
        row.attemptedAt = attempted.at();
        row.statusCode = attempted.answer() instanceof Answer.Answered answered ? answered.status() : null;
        row.error = settlement.error().isEmpty() ? null : settlement.error();
        row.durationMs = (int) attempted.took().toMillis();
        return row;
    }

    private static Event<NotificationDelivered> ended(
            ClaimRow claim, DeliveryStatus outcome, int attempts, Instant now) {
        var data = new NotificationDelivered(
                claim.deliveryId, claim.webhookId, CHANNEL, outcome.wireName(), attempts, now);
        return Event.stated(claim.tenantId, Identifier.next("evt"), SOURCE, now, claim.correlationId, data);
    }
}
