package io.grapevine.rewardissuing.payout;

import java.util.Locale;

/** Where one person's part of a payout stands. */
public enum LineStatus {
    /** Left out from the start; the reason says why. */
    BLOCKED,
    /** Waits for the approval. */
    PROPOSED,
    /** Left out when it was booked; the reason says what had happened since. */
    DROPPED,
    CANCELLED,
    /** Booked as paid, not yet sent. */
    DUE,
    /** Somebody has it who may already have paid. */
    SENT,
    PAID,
    /** Surely not paid; what it booked is restored. */
    FAILED,
    /** Paid, and come back; what it booked is restored. */
    RETURNED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
