package io.grapevine.rewardissuing.payout;

import java.util.Locale;

/** Why a line is not paid; a closed list, in the order in which they are looked for. */
public enum BlockReason {
    /** Another payout that has not been approved yet pays this person. */
    IN_OPEN_PAYOUT,
    /** The person owes more than is owed to him; the next payout nets it again. */
    NEGATIVE_BALANCE,
    BELOW_MINIMUM,
    /** Nobody said how the person is paid. */
    PAYEE_UNKNOWN,
    /** The payee has no account that this method reaches. */
    ACCOUNT_MISSING,
    /** The year's sum needs a tax form. */
    TAX_FORM_REQUIRED,
    TAX_FORM_PENDING,
    /** The account is not the one that was signed, or is gone. */
    PAYEE_CHANGED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
