package io.grapevine.attribution.purchase;

import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.events.Item;
import java.util.List;

/**
 * What one event says about a refund.
 *
 * @param items what went back, as far as it says
 */
public record RefundFact(
        String refundId, String orderId, EventOrder order, long amountMinor, String currency, List<Item> items) {
    public RefundFact {
        items = List.copyOf(items);
    }
}
