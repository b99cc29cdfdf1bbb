package io.grapevine.attribution.binding;

import java.util.List;
import java.util.Set;

/** How far a binding could be settled with what was loaded. */
public sealed interface Settlement {

    /**
     * Everything is decided.
     *
     * @param decisions every sign-up event of every customer that was looked at
     * @param rebound customers whose bind is new, other or gone
     */
    record Settled(List<SignUpDecision> decisions, Forest forest, Set<String> rebound) implements Settlement {
        public Settled {
            decisions = List.copyOf(decisions);
            rebound = Set.copyOf(rebound);
        }
    }

    /** Somebody's bind changed whose advocates' own sign-ups must be looked at again: load these customers too and start again. */
    record NeedsSignUpsOf(Set<String> customers) implements Settlement {
        public NeedsSignUpsOf {
            customers = Set.copyOf(customers);
        }
    }
}
