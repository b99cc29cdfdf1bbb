package io.grapevine.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the conversions a reward rule answers, beyond its trigger and its minimum; all that are stated must hold.
 *
 * @param nth pays only for the person's n-th order that meets every other condition; null = for each
 * @param months pays for at most one order in each month since the person's first that meets every other condition, and for so many
 *     months; null = for each
 * @param products stock-keeping units; only what the order says of these is rewarded; empty = the whole order
 * @param categories the same by category; an item counts if its product or its category is named
 * @param segments the person's, as the conversion's event states it; empty = everybody's
 * @param team how many friends whoever receives must have brought before, sign-ups at the conversion's time included; null = none
 */
public record RewardConditions(
        @Nullable Integer nth,
        @Nullable Integer months,
        List<String> products,
        List<String> categories,
        List<String> segments,
        @Nullable Integer team) {

    public static final RewardConditions NONE = new RewardConditions(null, null, List.of(), List.of(), List.of(), null);

    public RewardConditions {
        products = products == null ? List.of() : List.copyOf(products);
        categories = categories == null ? List.of() : List.copyOf(categories);
        segments = segments == null ? List.of() : List.copyOf(segments);
        if (nth != null && nth < 1) throw new IllegalArgumentException("nth must be positive, was " + nth);
        if (months != null && months < 1) throw new IllegalArgumentException("months must be positive, was " + months);
        if (team != null && team < 1) throw new IllegalArgumentException("team must be positive, was " + team);
        if (nth != null && months != null) throw new IllegalArgumentException("nth and months exclude each other");
    }

    /** Whether only a part of the order may be rewarded. */
    public boolean nameItems() {
        return !products.isEmpty() || !categories.isEmpty();
    }

    /** Whether what is told of an item names one of those that are rewarded. */
    public boolean want(@Nullable String sku, @Nullable String category) {
        return sku != null && products.contains(sku) || category != null && categories.contains(category);
    }
}
