package io.grapevine.attribution.purchase;

import io.grapevine.events.DisputeRecorded;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An order as its facts make it, whatever order they came in.
 *
 * @param fact the earliest by (time, event id); later ones with the same order id are conflicts without effect
 * @param refundedMinor distinct refunds in the order's currency, at most its amount
 * @param dispute where the latest event left it; null if there was none
 */
public record Order(PurchaseFact fact, long refundedMinor, DisputeRecorded.@Nullable State dispute) {

    /**
     * Joins the facts of one order; empty while its purchase has not come.
     *
     * @param refunds may hold refunds of other orders: a refund id means one refund, the earliest, wherever it points
     */
    public static Optional<Order> of(
            Collection<PurchaseFact> purchases, Collection<RefundFact> refunds, Collection<DisputeFact> disputes) {
        return purchases.stream()
                .min(Comparator.comparing(PurchaseFact::order))
                .map(fact -> new Order(fact, refunded(fact, refunds), latest(disputes)));
    }

    private static long refunded(PurchaseFact fact, Collection<RefundFact> refunds) {
        Map<String, RefundFact> earliest = new TreeMap<>();
        for (var refund : refunds)
            earliest.merge(
                    refund.refundId(), refund, (one, other) -> one.order().isBefore(other.order()) ? one : other);
        var left = fact.amountMinor();
        for (var refund : earliest.values())
            if (refund.orderId().equals(fact.orderId()) && refund.currency().equals(fact.currency()))
                left -= Math.min(left, refund.amountMinor()); // capped step by step: a sum could overflow
        return fact.amountMinor() - left;
    }

    private static DisputeRecorded.@Nullable State latest(Collection<DisputeFact> disputes) {
        return disputes.stream()
                .max(Comparator.comparing(DisputeFact::order))
                .map(DisputeFact::state)
                .orElse(null);
    }
}
