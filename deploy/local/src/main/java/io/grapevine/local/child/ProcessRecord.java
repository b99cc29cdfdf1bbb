package io.grapevine.local.child;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** One process that a run started, as written down for the next run; the start time tells it from a later process with the same number. */
record ProcessRecord(String name, long pid, Instant startedAt) {

    /**
     * The system counts from its own start, whose wall-clock time it works out anew each time it is asked: the clock's corrections show.
     * A number does not come round again within this time.
     */
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    static final String SEPARATOR = "\t";
    private static final int FIELDS = 3;

    ProcessRecord {
        if (pid < 1) throw new IllegalArgumentException("pid must be positive, was " + pid);
        if (name.contains(SEPARATOR)) throw new IllegalArgumentException("name must not have a tab: " + name);
    }

    /** Empty for a line that a crash cut short. */
    static Optional<ProcessRecord> parse(String line) {
        var fields = line.split(SEPARATOR, -1);
        if (fields.length != FIELDS) return Optional.empty();
        try {
            return Optional.of(new ProcessRecord(fields[0], Long.parseLong(fields[1]), Instant.parse(fields[2])));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    String line() {
        return name + SEPARATOR + pid + SEPARATOR + startedAt;
    }

    /** Whether the process that has this number now, started at {@code actual}, is the recorded one; unknown means no. */
    boolean isSame(Optional<Instant> actual) {
        return actual.map(start -> Duration.between(startedAt, start).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }
}
