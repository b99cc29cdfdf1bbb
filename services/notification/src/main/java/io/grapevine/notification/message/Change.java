package io.grapevine.notification.message;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.RewardChanged;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One state of something a tenant follows; (subject, sequence) names it for ever, however often its event comes.
 *
 * @param subject the reward's, conversion's or alert's id
 * @param sequence a reward's sequence, a conversion's revision, 1 for an alert
 * @param at to the millisecond, like every time of the contract
 * @param state a reward's status, a conversion's outcome, an alert's code, as on the wire
 */
public record Change(
        String subject,
        int sequence,
        String state,
        @Nullable String reason,
        Instant at) {

    public Change {
        if (subject.isEmpty()) throw new IllegalArgumentException("subject must not be empty");
        at = at.truncatedTo(ChronoUnit.MILLIS);
        if (sequence < 1) throw new IllegalArgumentException("sequence counts from 1, was " + sequence);
    }

    /** The change an event speaks of; empty for events that no tenant is told about. */
    public static Optional<Change> in(Event<?> event) {
        return switch (event.data()) {
            case RewardChanged reward -> Optional.of(of(reward));
            case ConversionDecided conversion -> Optional.of(of(conversion, event.time()));
            case AlertRaised alert -> Optional.of(new Change(alert.alertId(), 1, alert.code(), null, event.time()));
            case EventData _ -> Optional.empty();
        };
    }

    private static Change of(RewardChanged reward) {
        return new Change(
                reward.rewardId(), reward.sequence(), reward.status().wireName(), reward.reason(), reward.changedAt());
    }

    private static Change of(ConversionDecided conversion, Instant decidedAt) {
        var reason = conversion.reason() == null ? null : conversion.reason().wireName();
        return new Change(
                conversion.conversionId(),
                conversion.revision(),
                conversion.outcome().wireName(),
                reason,
                decidedAt);
    }
}
