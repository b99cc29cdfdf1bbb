package io.grapevine.acceptance.faults;

import java.util.List;

/**
 * What is done to the system; the same seed makes the same log and draws the same moments.
 *
 * @param rounds kills, the services in turn
 * @param people who sign up in the log, some nine events each
 */
record FaultPlan(long seed, int rounds, int people) {
    /** Each holds a step between an event and its money, or its news. */
    static final List<String> VICTIMS = List.of("click-tracking", "attribution", "reward-issuing", "notification");

    FaultPlan {
        if (rounds < 1) throw new IllegalArgumentException("rounds must be at least 1, was " + rounds);
    }

    String victimOf(int round) {
        return VICTIMS.get(round % VICTIMS.size());
    }
}
