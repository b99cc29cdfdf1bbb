package io.grapevine.attribution.acquaintance;

import io.grapevine.attribution.journey.EventOrder;

/**
 * What shows that somebody was a customer.
 *
 * @param sameCustomer false: under another customer id or none, told by the same e-mail address
 */
public record Trace(Kind kind, EventOrder order, boolean sameCustomer) {

    /** What somebody did. */
    public enum Kind {
        SIGNUP,
        PURCHASE
    }
}
