package io.grapevine.attribution.credit;

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
    TOO_LATE
}
