package io.grapevine.attribution.purchase;

import io.grapevine.events.ConversionDetails;
import io.grapevine.events.DisputeRecorded;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
 * @param details what it consisted of and what of that came back; null where nothing is known of it
 */
public record Order(
        PurchaseFact fact,
        long refundedMinor,
        DisputeRecorded.@Nullable State dispute,
        @Nullable ConversionDetails details) {

    /** No refund says of which line. */
    public Order(PurchaseFact fact, long refundedMinor, DisputeRecorded.@Nullable State dispute) {
        this(fact, refundedMinor, dispute, fact.basket().after(List.of()));
    }

    /**
     * Joins the facts of one order; empty while its purchase has not come.
     *
     * @param refunds may hold refunds of other orders: a refund id means one refund, the earliest, wherever it points
     */
    public static Optional<Order> of(
            Collection<PurchaseFact> purchases, Collection<RefundFact> refunds, Collection<DisputeFact> disputes) {
        return purchases.stream()
                .min(Comparator.comparing(PurchaseFact::order))
                .map(fact -> of(fact, effective(fact, refunds), latest(disputes)));
    }

    private static Order of(PurchaseFact fact, List<RefundFact> refunds, DisputeRecorded.@Nullable State dispute) {
        var left = fact.amountMinor();
        for (var refund : refunds)
            left -= Math.min(left, refund.amountMinor()); // capped step by step: a sum could overflow
        return new Order(fact, fact.amountMinor() - left, dispute, fact.basket().after(refunds));
    }

    private static List<RefundFact> effective(PurchaseFact fact, Collection<RefundFact> refunds) {
        Map<String, RefundFact> earliest = new TreeMap<>();
        for (var refund : refunds)
            earliest.merge(
                    refund.refundId(), refund, (one, other) -> one.order().isBefore(other.order()) ? one : other);
        return earliest.values().stream()
                .filter(refund -> refund.orderId().equals(fact.orderId())
                        && refund.currency().equals(fact.currency()))
                .toList();
    }

    private static DisputeRecorded.@Nullable State latest(Collection<DisputeFact> disputes) {
        return disputes.stream()
                .max(Comparator.comparing(DisputeFact::order))
                .map(DisputeFact::state)
                .orElse(null);
    }
}
