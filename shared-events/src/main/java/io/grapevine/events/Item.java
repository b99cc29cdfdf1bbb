package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/**
 * One line of an order or refund.
 *
 * @param quantity never negative; null = 1
 * @param priceMinor of one unit, in the order's currency, never negative
 */
public record Item(
        @Nullable String sku,
        @Nullable String name,
        @Nullable String category,
        @Nullable Long quantity,
        @Nullable Long priceMinor) {

    public Item {
        if (quantity != null && quantity < 0)
            throw new IllegalArgumentException("quantity must not be negative, was " + quantity);
        if (priceMinor != null && priceMinor < 0)
            throw new IllegalArgumentException("priceMinor must not be negative, was " + priceMinor);
    }
}
