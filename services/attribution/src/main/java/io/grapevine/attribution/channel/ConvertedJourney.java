package io.grapevine.attribution.channel;

import io.grapevine.attribution.credit.Moments;
import io.grapevine.attribution.journey.Journey;
import org.jspecify.annotations.Nullable;

/**
 * A journey that ended in a conversion.
 *
 * @param journey the eligible touches; may have none
 * @param valueMinor what the conversion is worth after refunds
 * @param currency null for a sign-up, which is worth nothing by itself
 */
public record ConvertedJourney(
        Journey journey,
        Moments moments,
        long valueMinor,
        @Nullable String currency) {
    public ConvertedJourney {
        if (valueMinor < 0) throw new IllegalArgumentException("valueMinor must not be negative, was " + valueMinor);
    }
}
