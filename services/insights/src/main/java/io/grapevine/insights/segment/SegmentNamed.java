package io.grapevine.insights.segment;

import io.grapevine.events.AliasRecorded;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A customer's segment, as one event says it. */
public record SegmentNamed(
        String tenantId, String customerId, String segment, Instant occurredAt, String eventId, String source) {

    private static final Comparator<SegmentNamed> BY_TIME = Comparator.comparing(SegmentNamed::occurredAt)
            .thenComparing(SegmentNamed::eventId)
            .thenComparing(SegmentNamed::source);

    /** Empty if the event names no segment, or nobody whom it is about. */
    public static Optional<SegmentNamed> in(Event<?> event, EventData.Fact fact) {
        var segment = fact.context().segment();
        var customerId = customerOf(fact);
        return segment == null || customerId == null
                ? Optional.empty()
                : Optional.of(new SegmentNamed(
                        event.tenantId(), customerId, segment, event.time(), event.id(), event.source()));
    }

    /** Of two about one customer the one that holds. */
    public static SegmentNamed latest(SegmentNamed one, SegmentNamed other) {
        return BY_TIME.compare(one, other) < 0 ? other : one;
    }

    private static @Nullable String customerOf(EventData.Fact fact) {
        return switch (fact) {
            case SignUpRecorded signUp -> signUp.customerId();
            case PurchaseRecorded purchase -> purchase.customerId();
            case IdentifyRecorded identify -> identify.customerId();
            case AliasRecorded alias -> alias.customerId();
            case ShareRecorded _, ClickRecorded _, RefundRecorded _, DisputeRecorded _ -> null;
        };
    }
}
