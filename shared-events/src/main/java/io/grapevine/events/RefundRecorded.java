package io.grapevine.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Money of an order went back; refunds of one order add up, each refund id once. */
public record RefundRecorded(
        String refundId,
        String orderId,
        long amountMinor,
        String currency,
        List<Item> items,
        @Nullable String reason,
        Context context)
        implements EventData.Fact {

    public RefundRecorded {
        if (amountMinor < 0) throw new IllegalArgumentException("amountMinor must not be negative, was " + amountMinor);
        items = items == null ? List.of() : List.copyOf(items);
    }

    @Override
    public String subject() {
        return orderId;
    }
}
