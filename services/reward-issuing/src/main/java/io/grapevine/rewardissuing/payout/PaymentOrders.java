package io.grapevine.rewardissuing.payout;

import io.grapevine.events.RewardKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Signed lines of one payout, to be booked together. */
public record PaymentOrders(
        String tenantId,
        String currency,
        Set<RewardKind> kinds,
        long minimumMinor,
        List<PaymentOrder> orders,
        Instant at) {

    public PaymentOrders {
        kinds = Set.copyOf(kinds);
        orders = List.copyOf(orders);
    }
}
