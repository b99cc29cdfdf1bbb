package io.grapevine.benchmark.load;

/** How long answers took, in milliseconds. */
public record Latencies(double p50, double p99, double p999) {}
