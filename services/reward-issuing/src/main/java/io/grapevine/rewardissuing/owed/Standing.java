package io.grapevine.rewardissuing.owed;

/** How firmly a reward is owed at the moment. */
public enum Standing {
    /** Owed, now or after its hold. */
    DUE,
    /** Owed unless the open dispute is lost. */
    FROZEN,
    /** Owed if a person finds nothing wrong with the conversion. */
    REVIEW,
    /** No longer owed, because the money went back: the whole order refunded, or its dispute lost. */
    REVERSED,
    /** Never owed: the rule said no. */
    REFUSED,
    /** No longer owed, because the conversion was decided differently. */
    WITHDRAWN
}
