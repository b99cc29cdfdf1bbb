package io.grapevine.notification.message;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.RewardChanged;
import io.grapevine.notification.webhook.WebhookType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what is told about an event that has not been seen before. */
public final class Announcement {

    private Announcement() {}

    /**
     * The message an event becomes.
     *
     * <p>Every state of a reward is told, also one that arrives after a later one: the books of a receiver must not miss it. A conversion's revision
     * is its whole current state, so one that was overtaken is not told any more.
     *
     * @param known other changes of the same subject that were seen, in any order
     * @return empty if there is nothing to tell
     */
    public static Optional<Message> of(Event<?> event, List<Change> known) {
        return Change.in(event).flatMap(change -> of(event, change, known));
    }

    private static Optional<Message> of(Event<?> event, Change change, List<Change> known) {
        return switch (event.data()) {
            case RewardChanged reward ->
                typeOf(reward.status())
                        .map(type -> new Message(type, change.at(), RewardView.of(reward, upTo(change, known))));
            case ConversionDecided conversion ->
                typeOf(conversion, known)
                        .map(type ->
                                new Message(type, change.at(), ConversionView.of(conversion, upTo(change, known))));
            case AlertRaised alert ->
                Optional.of(new Message(WebhookType.ALERT_RAISED, change.at(), AlertView.of(alert)));
            case EventData _ -> Optional.empty();
        };
    }

    private static Optional<WebhookType> typeOf(RewardChanged.Status status) {
        return switch (status) {
            case HELD -> Optional.of(WebhookType.REWARD_HELD);
            case REVIEW -> Optional.of(WebhookType.REWARD_REVIEW);
            case RELEASED -> Optional.of(WebhookType.REWARD_RELEASED);
            case FULFILLED -> Optional.of(WebhookType.REWARD_FULFILLED);
            case REFUSED -> Optional.of(WebhookType.REWARD_REFUSED);
            case CLAWED_BACK -> Optional.of(WebhookType.REWARD_CLAWED_BACK);
            case FROZEN -> Optional.of(WebhookType.REWARD_FROZEN);
            case EXPIRED -> Optional.of(WebhookType.REWARD_EXPIRED);
            // The contract's list has no type for it: the coupon that ends the wait is told as released.
            case WAITING_FOR_COUPON -> Optional.empty();
        };
    }

    private static Optional<WebhookType> typeOf(ConversionDecided conversion, List<Change> known) {
        if (known.stream().anyMatch(change -> change.sequence() > conversion.revision())) return Optional.empty();
        if (conversion.revision() > 1) return Optional.of(WebhookType.CONVERSION_REVISED);
        return conversion.outcome() == Outcome.ATTRIBUTED
                ? Optional.of(WebhookType.CONVERSION_ATTRIBUTED)
                : Optional.empty();
    }

    private static List<Change> upTo(Change change, List<Change> known) {
        var earlier = known.stream().filter(other -> other.sequence() < change.sequence());
        return Stream.concat(earlier, Stream.of(change))
                .sorted(Comparator.comparingInt(Change::sequence))
                .toList();
    }
}
