package io.grapevine.benchmark.load;

import java.util.Map;

/**
 * What came of a load.
 *
 * @param good answers that were as expected, within the time of the load
 * @param perSecond of them
 * @param complaints what else happened, and how often
 */
public record LoadOutcome(long good, double perSecond, Latencies latencies, Map<String, Long> complaints) {

    public LoadOutcome {
        complaints = Map.copyOf(complaints);
    }
}
