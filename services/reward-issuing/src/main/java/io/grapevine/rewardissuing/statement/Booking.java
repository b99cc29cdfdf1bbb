package io.grapevine.rewardissuing.statement;

import java.util.Locale;

/** What the ledger did with money, in its own words. */
public enum Booking {
    /** Promised, not payable yet. */
    PENDING,
    /** What was pending, or is due at once, became payable. */
    POSTED,
    /** What was pending will not come. */
    VOIDED,
    /** What was payable was taken back. */
    REVERSAL,
    /** What was payable waits for a dispute or a review. */
    FROZEN,
    PAID,
    /** A payment came back, or was netted against a debt. */
    RETURNED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
