package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.events.Event;
import io.grapevine.events.NotificationDelivered;
import io.grapevine.notification.webhook.DeliveryStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Commits what attempts led to, all that ended together at once. A crash between the receiver's 200 and this commit sends the message again under
 * the same webhook-id: the receiver knows it, as it must know any repetition.
 */
@ApplicationScoped
class SettleAttempts {

    private static final String SOURCE = "/notification";
    private static final String CHANNEL = "webhook";

    private final Deliveries deliveries;
    private final Outbox outbox;

    SettleAttempts(Deliveries deliveries, Outbox outbox) {
        this.deliveries = deliveries;
        this.outbox = outbox;
    }

    Uni<Void> handle(Mutiny.StatelessSession session, String tenantId, List<Outcome> outcomes, Instant now) {
        if (outcomes.isEmpty()) return Uni.createFrom().voidItem();
        return deliveries
                .settle(session, tenantId, outcomes, now)
                .chain(settled -> outbox.add(session, endsAmong(outcomes, settled, now)));
    }

    /** Ends what waits for an endpoint that is off; answers how many there were, at most {@code room}. */
    Uni<Integer> bury(
            Mutiny.StatelessSession session,
            WebhookRow webhook,
            Collection<String> inHand,
            int room,
            Instant now,
            String error) {
        return deliveries
                .bury(session, webhook, inHand, room, now, error)
                .call(buried -> outbox.add(
                        session,
                        buried.stream()
                                .map(claim -> ended(claim, DeliveryStatus.DEAD_LETTER, claim.attempts, now))
                                .toList()))
                .map(List::size);
    }

    private static List<Event<NotificationDelivered>> endsAmong(
            List<Outcome> outcomes, List<String> settled, Instant now) {
        var ids = new HashSet<>(settled);
        return outcomes.stream()
                .filter(outcome -> ids.contains(outcome.claim().deliveryId))
                .flatMap(outcome -> {
                    var claim = outcome.claim();
                    var settlement = Settlement.of(outcome.verdict(), claim.failures, now);
                    return settlement.hasEnded()
                            ? Stream.of(ended(claim, settlement.status(), claim.attempts + 1, now))
                            : Stream.empty();
                })
                .toList();
    }

    private static Event<NotificationDelivered> ended(
            ClaimRow claim, DeliveryStatus outcome, int attempts, Instant now) {
        var data = new NotificationDelivered(
                claim.deliveryId, claim.webhookId, CHANNEL, outcome.wireName(), attempts, now);
        return Event.stated(claim.tenantId, Identifier.next("evt"), SOURCE, now, claim.correlationId, data);
    }
}
