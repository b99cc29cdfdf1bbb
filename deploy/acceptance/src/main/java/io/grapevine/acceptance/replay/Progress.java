package io.grapevine.acceptance.replay;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Tells a person that work goes on, at most once in a while. */
public final class Progress {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

    private final PrintWriter out;
    private Instant lastShown = Instant.EPOCH;

    public Progress(PrintWriter out) {
        this.out = out;
    }

    /** Shown unless something was shown just now. */
    public synchronized void show(String format, Object... values) {
        if (Duration.between(lastShown, Instant.now()).compareTo(AT_MOST_EVERY) < 0) return;
        tell(format, values);
    }

    /** Shown in any case. */
    public synchronized void tell(String format, Object... values) {
        lastShown = Instant.now();
        out.println("  " + format.formatted(values));
        out.flush();
    }
}
