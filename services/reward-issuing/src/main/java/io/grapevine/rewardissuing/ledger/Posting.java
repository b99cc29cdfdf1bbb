package io.grapevine.rewardissuing.ledger;

/** What became of a transfer. */
public sealed interface Posting {

    /** It is in the books. */
    record Accepted() implements Posting {}

    /** It is not, and never was. */
    record Rejected(Transfer.Refusal refusal) implements Posting {}

    /** A transfer of this id is already in the books, which stay as they are. */
    record Duplicate() implements Posting {}
}
