package io.grapevine.benchmark.figure;

/** Something that must not happen under load, and how often it did; any fails the run. */
public record Complaint(String benchmark, String what, long times) {

    public Complaint {
        if (times < 1) throw new IllegalArgumentException("what never happened is no complaint: " + what);
    }
}
