package io.grapevine.clicktracking.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Compares an event with the others that name its order or refund. The earliest by (time, event id) is the fact, whichever
 * arrived first: the same rule that attribution decides by, so that both say the same without asking each other.
 */
public final class Conflicts {

    private static final Comparator<ReceivedEvent> EARLIEST = Comparator.comparing(ReceivedEvent::occurredAt)
            .thenComparing(ReceivedEvent::eventId, Conflicts::byCodePoint)
            .thenComparing(ReceivedEvent::source, Conflicts::byCodePoint);

    private Conflicts() {}

    /** {@code related} are the events with the same order or refund id; the event itself may be among them. */
    public static List<Conflict> of(ReceivedEvent event, List<ReceivedEvent> related) {
        var conflicts = new ArrayList<Conflict>();
        switch (event.type()) {
            case "purchase" ->
                superseded(event, related, other -> sameOrder(event, other) && isPurchase(other))
                        .ifPresent(conflicts::add);
            case "refund" -> {
                superseded(event, related, other -> sameRefund(event, other)).ifPresent(conflicts::add);
                otherCurrency(event, related).ifPresent(conflicts::add);
            }
            default -> {}
        }
        return conflicts;
    }

    private static Optional<Conflict> superseded(
            ReceivedEvent event, List<ReceivedEvent> related, Predicate<ReceivedEvent> same) {
        return related.stream()
                .filter(same)
                .min(EARLIEST)
                .filter(effective -> EARLIEST.compare(effective, event) < 0)
                .map(effective -> superseded(event, effective));
    }

    private static Conflict superseded(ReceivedEvent event, ReceivedEvent effective) {
        boolean sameBody = event.bodyHash() != null && event.bodyHash().equals(effective.bodyHash());
        return sameBody
                ? new Conflict(
                        "duplicate", "The same " + event.type() + " under another event id.", effective.eventId())
                : new Conflict(
                        "order_conflict",
                        "An earlier event with this " + event.type() + "'s id counts; this one is kept without effect.",
                        effective.eventId());
    }

    private static Optional<Conflict> otherCurrency(ReceivedEvent refund, List<ReceivedEvent> related) {
        return related.stream()
                .filter(other -> sameOrder(refund, other) && isPurchase(other))
                .min(EARLIEST)
                .filter(order -> order.currency() != null && !order.currency().equals(refund.currency()))
                .map(order -> new Conflict(
                        "currency_conflict",
                        "The order is in " + order.currency() + "; a refund in " + refund.currency()
                                + " has no effect.",
                        order.eventId()));
    }

    private static boolean isPurchase(ReceivedEvent event) {
        return event.type().equals("purchase");
    }

    private static boolean sameOrder(ReceivedEvent event, ReceivedEvent other) {
        return event.orderId() != null && event.orderId().equals(other.orderId());
    }

    private static boolean sameRefund(ReceivedEvent event, ReceivedEvent other) {
        return event.refundId() != null && event.refundId().equals(other.refundId());
    }

    /** UTF-16 order differs from code point order above the basic plane. */
    private static int byCodePoint(String one, String other) {
        return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }
}
