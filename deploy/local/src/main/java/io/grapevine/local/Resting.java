package io.grapevine.local;

import io.grapevine.local.child.StartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * For fault tests: who is not started again yet after it ended. A file of the child's name says so; whoever made it decides how long an
 * outage lasts by removing it.
 */
record Resting(Path directory) {

    /** Outages last seconds; this much more does not count. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    static Resting in(Path dataDir) {
        return new Resting(dataDir.resolve("resting"));
    }

    /** What an earlier run left here means nothing to this one. */
    void forget() {
        if (!Files.isDirectory(directory)) return;
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + directory, e);
        }
    }

    boolean has(String child) {
        return Files.exists(directory.resolve(child));
    }

    void await(String child) {
        try {
            while (has(child)) Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while " + child + " was resting", e);
        }
    }
}
