package io.grapevine.rewardissuing.payout;

import java.util.Map;

/**
 * A line that was approved, on its way into the books.
 *
 * @param signedMinor what the approver saw; never more than that is paid
 * @param items what each reward was to add, by its id
 */
public record PaymentOrder(String lineId, String externalId, long signedMinor, Map<String, Long> items) {

    public PaymentOrder {
        if (signedMinor <= 0) throw new IllegalArgumentException("signedMinor must be positive, was " + signedMinor);
        items = Map.copyOf(items);
    }
}
