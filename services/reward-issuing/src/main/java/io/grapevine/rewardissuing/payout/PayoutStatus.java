package io.grapevine.rewardissuing.payout;

import java.util.Locale;

/** Where a payout stands. */
public enum PayoutStatus {
    AWAITING_APPROVAL,
    /** Nobody could be paid; its lines say why. */
    EMPTY,
    /** Signed by a second person; its lines are being booked. */
    APPROVED,
    /** Booked: the money is on its way, or waits for somebody to send it. */
    PAYING,
    /** Every line has come to an end. */
    SETTLED,
    CANCELLED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
