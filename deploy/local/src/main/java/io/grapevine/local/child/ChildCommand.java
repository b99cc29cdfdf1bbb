package io.grapevine.local.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What to run as a child, where its output goes, how it is asked to stop and how long that may take. */
public record ChildCommand(
        String name,
        List<String> words,
        Map<String, String> environment,
        Path log,
        StopSignal stopSignal,
        Duration grace) {

    /** How a child is asked to stop: most take TERM; PostgreSQL's INT ends sessions instead of waiting for them. */
    public enum StopSignal {
        TERM,
        INT
    }

    public ChildCommand {
        if (words.isEmpty()) throw new IllegalArgumentException("nothing to run for " + name);
        if (grace.toSeconds() < 1) throw new IllegalArgumentException("grace must be a second at least, was " + grace);
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }
}
