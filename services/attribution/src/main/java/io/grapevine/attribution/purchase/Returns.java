package io.grapevine.attribution.purchase;

import io.grapevine.events.Item;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What refunds say went back, by sku: money where they give prices, else units at what the order's line costs. Sums, so that the order
 * of refunds plays no part; used up line by line.
 */
final class Returns {

    private final Map<String, Long> units = new HashMap<>();
    private final Map<String, Long> money = new HashMap<>();

    private Returns() {}

    static Returns of(Collection<RefundFact> refunds) {
        var returns = new Returns();
        for (var refund : refunds) refund.items().forEach(returns::add);
        return returns;
    }

    private void add(Item item) {
        if (item.sku() == null) return; // it does not say of which line
        var amount = amountOf(item);
        if (amount == null) units.merge(item.sku(), quantityOf(item), Returns::sum);
        else money.merge(item.sku(), amount, Returns::sum);
    }

    /**
     * How much of a line went back, which later lines of the same sku then do not have to give.
     *
     * @return null for nothing that is known
     */
    @Nullable
    Long takeBack(Item line, @Nullable Long amount) {
        if (line.sku() == null || line.priceMinor() == null || amount == null) return null;
        var taken = Math.min(units.getOrDefault(line.sku(), 0L), quantityOf(line));
        units.computeIfPresent(line.sku(), (sku, left) -> left - taken);
        var back = Math.min(amount, product(taken, line.priceMinor()));
        var further = Math.min(money.getOrDefault(line.sku(), 0L), amount - back);
        money.computeIfPresent(line.sku(), (sku, left) -> left - further);
        return back + further == 0 ? null : back + further;
    }

    /** Null where no price is given. */
    static @Nullable Long amountOf(Item item) {
        return item.priceMinor() == null ? null : product(quantityOf(item), item.priceMinor());
    }

    private static long quantityOf(Item item) {
        return item.quantity() == null ? 1 : item.quantity();
    }

    // Neither is negative: what exceeds 64 bits is cut.
    private static long product(long one, long other) {
        return Math.multiplyHigh(one, other) > 0 || one * other < 0 ? Long.MAX_VALUE : one * other;
    }

    private static long sum(long one, long other) {
        return one + other < 0 ? Long.MAX_VALUE : one + other;
    }
}
