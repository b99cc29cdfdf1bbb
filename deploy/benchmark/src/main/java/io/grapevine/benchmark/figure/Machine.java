package io.grapevine.benchmark.figure;

import java.util.Locale;

/** Where a run was measured; figures of different machines, or of a busy one, do not compare. */
public record Machine(
        String processor, int cores, long memoryBytes, String system, String jdk, String commit, double loadAverage) {

    private static final double GIB = 1L << 30;

    public String shown() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.1f GiB, %s, JDK %s, commit %s, load average before %.1f",
                cores,
                processor,
                memoryBytes / GIB,
                system,
                jdk,
                commit,
                loadAverage);
    }

    /** Whether something else was using the cores before the run began. */
    public boolean isBusy() {
        return loadAverage > cores / 2.0;
    }
}
