package io.grapevine.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person bought something. At least one of customer and visitor is present.
 *
 * @param amountMinor gross, in minor units of {@code currency}, never negative
 * @param currency ISO 4217
 */
public record PurchaseRecorded(
        String orderId,
        @Nullable String customerId,
        @Nullable String visitorId,
        long amountMinor,
        String currency,
        Evidence evidence,
        List<Item> items,
        @Nullable Long taxMinor,
        @Nullable Long shippingMinor,
        @Nullable Long discountMinor,
        @Nullable String emailHash,
        @Nullable String paymentFingerprint,
        @Nullable SealedPersonal personal,
        Context context)
        implements EventData.Fact {

    public PurchaseRecorded {
        if (amountMinor < 0) throw new IllegalArgumentException("amountMinor must not be negative, was " + amountMinor);
        if (customerId == null && visitorId == null)
            throw new IllegalArgumentException("a purchase names its customerId or its visitorId");
        items = items == null ? List.of() : List.copyOf(items);
    }

    @Override
    public String subject() {
        return customerId != null ? customerId : String.valueOf(visitorId);
    }
}
