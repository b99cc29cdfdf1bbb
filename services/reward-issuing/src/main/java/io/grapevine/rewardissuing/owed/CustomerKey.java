package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;

/**
 * Whose conversions are looked at together: one customer in one program, because "the first order" is a question about all of them.
 *
 * @param person {@code c:} and the customer, else {@code v:} and the visitor, else {@code o:} and the conversion that stands alone
 */
public record CustomerKey(String programKey, String person) {

    public static CustomerKey of(ConversionDecided decision) {
        return new CustomerKey(decision.programKey(), personOf(decision));
    }

    private static String personOf(ConversionDecided decision) {
        if (decision.customerId() != null) return "c:" + decision.customerId();
        if (decision.visitorId() != null) return "v:" + decision.visitorId();
        return "o:" + decision.conversionId();
    }
}
