package io.grapevine.rewardissuing.reconcile;

import io.grapevine.rewardissuing.ledger.Transfer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The difference between what a reward is and what is owed. */
public sealed interface Reconciliation {

    /** The books already say so. */
    record Unchanged() implements Reconciliation {}

    /**
     * The reward's next change.
     *
     * @param before what the reward was; null for its first change
     * @param transfer what it posts; empty if no money moved
     * @param movements the same in the words of a balance, one per currency moved
     * @param issuance of what has no amount; empty if none was handed over or taken back
     */
    record Changed(
            @Nullable Reward before,
            Reward reward,
            Optional<Transfer> transfer,
            List<Movement> movements,
            Optional<Issuance> issuance)
            implements Reconciliation {
        public Changed {
            movements = List.copyOf(movements);
        }
    }

    /** What happened to a coupon or a thing. */
    enum Issuance {
        ISSUED,
        /** It is not the person's any more: whoever gave it must take it back, or make its code void. */
        RECALLED
    }
}
