package io.grapevine.rewardissuing.payout;

import java.util.Locale;

/** Where a payee's tax form stands, as the tenant says. */
public enum TaxForm {
    MISSING,
    /** Sent in, not yet looked at. */
    PENDING,
    VALID,
    /** None is needed, whatever the sum. */
    EXEMPT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
