package io.grapevine.rewardissuing.reconcile;

/** What a person ruled about a reward; the rules go on under it. */
public enum Verdict {
    NONE,
    /** Released without waiting for the end of its hold. */
    APPROVED,
    /** Never paid, whatever the rules owe. */
    REJECTED
}
