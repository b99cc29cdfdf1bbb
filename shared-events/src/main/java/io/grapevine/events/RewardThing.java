package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/**
 * What is given that is no money, or the cause that money is given to.
 *
 * @param name as people read it: a mug, a plan, a hall of fame, a charity
 * @param sku the site's own id of it
 * @param quantity pieces, of free months the months; null = one
 */
public record RewardThing(
        String name, @Nullable String sku, @Nullable Integer quantity) {

    public RewardThing {
        if (name.isBlank()) throw new IllegalArgumentException("name must not be blank");
        if (quantity != null && quantity < 1)
            throw new IllegalArgumentException("quantity must be positive, was " + quantity);
    }

    /** As stated, or one. */
    public int pieces() {
        return quantity == null ? 1 : quantity;
    }
}
