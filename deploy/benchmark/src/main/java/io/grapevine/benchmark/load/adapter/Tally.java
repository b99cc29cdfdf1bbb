package io.grapevine.benchmark.load.adapter;

import io.grapevine.benchmark.load.LoadOutcome;
import java.util.HashMap;
import java.util.Map;

/** Counts while a load runs; used by one thread. */
final class Tally {

    private static final double NANOS = 1e9;

    private final LatencyRecorder latencies = new LatencyRecorder();
    private final Map<String, Long> complaints = new HashMap<>();
    private long good;

    /** @param inTime whether it came before the load's time was over; later ones are no throughput */
    void good(long nanos, boolean inTime) {
        latencies.record(nanos);
        if (inTime) good++;
    }

    void complain(String what) {
        complain(what, 1);
    }

    void complain(String what, long times) {
        if (times > 0) complaints.merge(what, times, Long::sum);
    }

    LoadOutcome outcome(long lengthNanos) {
        return new LoadOutcome(good, good * NANOS / lengthNanos, latencies.latencies(), complaints);
    }
}
