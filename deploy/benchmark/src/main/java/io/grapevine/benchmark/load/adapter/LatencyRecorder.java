package io.grapevine.benchmark.load.adapter;

import io.grapevine.benchmark.load.Latencies;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Percentiles of many durations, to a thousandth; used by one thread. */
public final class LatencyRecorder {

    /** Beyond what any load waits for an answer. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int DIGITS = 3;
    private static final double MILLI = 1_000.0;

    private final Histogram micros = new Histogram(LONGEST.toNanos() / 1_000, DIGITS);

    /** What seems to have ended before it began took no time. */
    public void record(long nanos) {
        micros.recordValue(Math.clamp(nanos / 1_000, 0, LONGEST.toNanos() / 1_000));
    }

    public Latencies latencies() {
        return new Latencies(at(50), at(99), at(99.9));
    }

    private double at(double percentile) {
        return micros.getValueAtPercentile(percentile) / MILLI;
    }
}
