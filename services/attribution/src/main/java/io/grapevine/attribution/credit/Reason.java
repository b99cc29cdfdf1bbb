package io.grapevine.attribution.credit;

import io.grapevine.attribution.identity.Consented;
import org.jspecify.annotations.Nullable;

/** Why there is no credit, or why a candidate lost; a closed list, each written in the explanation. */
public enum Reason {
    EXISTING_CUSTOMER,
    SELF_REFERRAL,
    CYCLE,
    INVALID_CODE,
    EXPIRED,
    NO_TOUCH,
    /** The customer signed up and nobody brought them. */
    NOT_BOUND,
    /** The order lies beyond the program's conversion window after the sign-up. */
    CREDIT_EXPIRED,
    /** The program does not want such a conversion (country, minimum purchase). */
    NOT_ELIGIBLE,
    /** A stronger class of evidence, or a higher priority, was there. */
    LOWER_CLASS,
    /** The model takes the first touch. */
    LATER_TOUCH,
    /** The model takes the last touch. */
    EARLIER_TOUCH,
    AFTER_CONVERSION,
    NOT_HUMAN,
    /** The model gives a touch at this place, or a direct one, nothing. */
    NO_SHARE,
    /** The program's priority leaves this class of evidence out. */
    INELIGIBLE_CLASS,
    /** Nothing but the ids told it from the winner. */
    TIE_BREAK,
    /** Another program is credited, or the order is another program's alone. */
    OTHER_PROGRAM,
    /** It arrived later than the program waits. */
    TOO_LATE,
    /** Whether the person agrees is not known yet. */
    CONSENT_PENDING,
    /** The person does not agree. */
    CONSENT_DENIED;

    /** What consent keeps from being credited; null if it does not. */
    public static @Nullable Reason of(Consented consented) {
        if (consented.isPending()) return CONSENT_PENDING;
        return consented.isDenied() ? CONSENT_DENIED : null;
    }
}
