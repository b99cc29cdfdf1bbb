package io.grapevine.rewardissuing.reconcile;

import io.grapevine.rewardissuing.ledger.Transfer;
import java.util.List;
import java.util.Optional;

/** The difference between what a reward is and what is owed. */
public sealed interface Reconciliation {

    /** The books already say so. */
    record Unchanged() implements Reconciliation {}

    /**
     * The reward's next change.
     *
     * @param transfer what it posts; empty if no money moved
     * @param movements the same in the words of a balance, one per currency moved
     */
    record Changed(Reward reward, Optional<Transfer> transfer, List<Movement> movements) implements Reconciliation {
        public Changed {
            movements = List.copyOf(movements);
        }
    }
}
