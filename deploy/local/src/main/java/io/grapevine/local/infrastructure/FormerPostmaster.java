package io.grapevine.local.infrastructure;

import io.grapevine.local.child.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What {@code postmaster.pid} says of an earlier server of the same files. PostgreSQL itself only asks whether some process has that number,
 * and refuses to start beside a stranger; its start time tells the two apart.
 */
record FormerPostmaster(long pid, Instant startedAt) {

    /** The file's time is taken a moment after the process began. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String FILE = "postmaster.pid";
    private static final int PID_LINE = 0;
    private static final int START_LINE = 2;

    /** Ends that server if it still runs, and removes the file. */
    static void end(Path cluster) throws IOException {
        var file = cluster.resolve(FILE);
        if (!Files.exists(file)) return;
        var running = parse(Files.readAllLines(file)).flatMap(FormerPostmaster::running);
        if (running.isPresent()) end(running.get());
        Files.deleteIfExists(file);
    }

    static Optional<FormerPostmaster> parse(List<String> lines) {
        if (lines.size() <= START_LINE) return Optional.empty();
        try {
            return Optional.of(new FormerPostmaster(
                    Long.parseLong(lines.get(PID_LINE).strip()),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(START_LINE).strip()))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean isSame(Optional<Instant> actual) {
        return actual.map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    private Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid).filter(handle -> isSame(handle.info().startInstant()));
    }

    private static void end(ProcessHandle postmaster) {
        postmaster.destroy();
        try {
            var _ = postmaster.onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // It waits for its clients; a crash is what it is made for.
            postmaster.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while a former PostgreSQL was ending", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
