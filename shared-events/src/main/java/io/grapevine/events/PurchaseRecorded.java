package io.grapevine.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person bought something. At least one of customer and visitor is present.
 *
 * @param amountMinor gross, in minor units of {@code currency}, never negative
 * @param currency ISO 4217
 * @param emailFormHash the same of the form that the address comes down to, without what its provider ignores; null if that is the address itself, or before 2026-11
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
        Context context,
        @Nullable String emailFormHash)
        implements EventData.Fact {

    public PurchaseRecorded {
        if (amountMinor < 0) throw new IllegalArgumentException("amountMinor must not be negative, was " + amountMinor);
        if (customerId == null && visitorId == null)
            throw new IllegalArgumentException("a purchase names its customerId or its visitorId");
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** By an address that is its own form, or by none. */
    public PurchaseRecorded(
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
            Context context) {
        this(
                orderId,
                customerId,
                visitorId,
                amountMinor,
                currency,
                evidence,
                items,
                taxMinor,
                shippingMinor,
                discountMinor,
                emailHash,
                paymentFingerprint,
                personal,
                context,
                null);
    }

    @Override
    public String subject() {
        return customerId != null ? customerId : String.valueOf(visitorId);
    }
}
