package io.grapevine.attribution.purchase;

import io.grapevine.events.ConversionDetails;
import io.grapevine.events.ConversionDetails.Line;
import io.grapevine.events.Item;
import io.grapevine.events.PurchaseRecorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event says about what an order consisted of.
 *
 * @param segment of the customer, as the host names it
 */
public record Basket(
        @Nullable Long taxMinor,
        @Nullable Long shippingMinor,
        @Nullable Long discountMinor,
        @Nullable String segment,
        List<Item> items) {

    public static final Basket NONE = new Basket(null, null, null, null, List.of());

    private static final ConversionDetails NOTHING = new ConversionDetails(null, null, null, null, List.of());

    public Basket {
        items = List.copyOf(items);
    }

    public static Basket of(PurchaseRecorded purchase) {
        return new Basket(
                purchase.taxMinor(),
                purchase.shippingMinor(),
                purchase.discountMinor(),
                purchase.context().segment(),
                purchase.items());
    }

    /**
     * In the words of the contract; null where there is nothing to say.
     *
     * @param refunds those that count for the order, each once
     */
    @Nullable
    ConversionDetails after(Collection<RefundFact> refunds) {
        var lines = lines(Returns.of(refunds));
        var details = new ConversionDetails(taxMinor, shippingMinor, discountMinor, segment, lines);
        return details.equals(NOTHING) ? null : details;
    }

    private List<Line> lines(Returns returns) {
        var lines = new ArrayList<Line>();
        var room = Long.MAX_VALUE; // for all lines together, so that whoever adds them up need not think of overflow
        for (var item : items) {
            if (item.sku() == null && item.category() == null && item.priceMinor() == null) continue;
            var price = Returns.amountOf(item);
            var amount = price == null ? null : Math.min(room, price);
            if (amount != null) room -= amount;
            lines.add(new Line(item.sku(), item.category(), item.quantity(), amount, returns.takeBack(item, amount)));
        }
        return lines;
    }
}
