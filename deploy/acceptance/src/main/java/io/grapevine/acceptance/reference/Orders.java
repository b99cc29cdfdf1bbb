package io.grapevine.acceptance.reference;

import io.grapevine.acceptance.fact.Fact.Purchase;
import io.grapevine.acceptance.fact.Fact.Refund;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The effective orders and refunds: of several under one order or refund id, the earliest by (time, event id) is the fact. */
final class Orders {
    private final Map<String, Purchase> orders = new LinkedHashMap<>();
    private final Map<String, Long> refundedByOrder = new HashMap<>();

    Orders(List<Purchase> purchasesInEventOrder, List<Refund> refundsInEventOrder) {
        for (var purchase : purchasesInEventOrder) {
            var _ = orders.putIfAbsent(purchase.order(), purchase);
        }
        var effective = new LinkedHashMap<String, Refund>();
        for (var refund : refundsInEventOrder) {
            var _ = effective.putIfAbsent(refund.refund(), refund);
        }
        effective
                .values()
                .forEach(refund -> refundedByOrder.merge(refund.order(), refund.amountMinor(), Math::addExact));
    }

    /** In event order. */
    Collection<Purchase> all() {
        return orders.values();
    }

    /** Never more than the order's amount. */
    long refundedMinor(Purchase order) {
        return Math.min(order.amountMinor(), refundedByOrder.getOrDefault(order.order(), 0L));
    }

    long netMinor(Purchase order) {
        return order.amountMinor() - refundedMinor(order);
    }
}
