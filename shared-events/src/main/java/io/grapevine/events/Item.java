package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/** One line of an order or refund; the price is of one unit, in the order's currency. */
public record Item(
        @Nullable String sku,
        @Nullable String name,
        @Nullable String category,
        @Nullable Long quantity,
        @Nullable Long priceMinor) {}
