package io.grapevine.rewardissuing.payout;

import java.util.Locale;

/** How the money of a payout leaves. */
public enum PayoutMethod {
    /** A file for a bank, with each payee's account. */
    BANK,
    /** A payment provider is asked, line by line. */
    PROVIDER,
    /** The tenant pays by means of its own and says when it is done. */
    MANUAL;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
