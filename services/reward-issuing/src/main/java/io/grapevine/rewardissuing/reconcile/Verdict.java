package io.grapevine.rewardissuing.reconcile;

/** What a person, or the merchant's own system, ruled about a reward; the rules go on under it. */
public enum Verdict {
    NONE,
    /** What had to be approved is; the hold goes on. */
    CLEARED,
    /** Released without waiting for the end of its hold. */
    APPROVED,
    /** Never paid, whatever the rules owe. */
    REJECTED
}
