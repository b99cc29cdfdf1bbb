package io.grapevine.local.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends what an earlier run left running, and only that: a process counts if its number and its start time are the recorded ones. */
public final class Leftovers {

    /** A service's own grace, and some. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Leftovers() {}

    /** Ends them and forgets the records; says how many there were. */
    public static int end(Path dataDir) {
        var left = recorded(dataDir).stream()
                .flatMap(record -> running(record).stream())
                .distinct()
                .toList();
        left.forEach(ProcessHandle::destroy);
        if (!gone(left, GRACE)) {
            left.forEach(ProcessHandle::destroyForcibly);
            // What is still listed then is dead and waits for a container's init to notice; if not, its port will tell.
            var _ = gone(left, AFTER_KILL);
        }
        forget(dataDir);
        return left.size();
    }

    private static List<ProcessRecord> recorded(Path dataDir) {
        var file = ProcessRecords.file(dataDir);
        if (!Files.exists(file)) return List.of();
        try {
            var records = new ArrayList<ProcessRecord>();
            for (var line : Files.readAllLines(file)) ProcessRecord.parse(line).ifPresent(records::add);
            return records;
        } catch (IOException e) {
            throw new StartFailed("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Optional<ProcessHandle> running(ProcessRecord record) {
        return ProcessHandle.of(record.pid()).filter(handle -> record.isSame(startOf(handle)));
    }

    private static Optional<Instant> startOf(ProcessHandle handle) {
        return handle.info().startInstant();
    }

    private static boolean gone(List<ProcessHandle> handles, Duration limit) {
        var all = CompletableFuture.allOf(
                handles.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            var _ = all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while ending an earlier run", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void forget(Path dataDir) {
        try {
            Files.deleteIfExists(ProcessRecords.file(dataDir));
        } catch (IOException e) {
            throw new StartFailed("cannot remove " + ProcessRecords.file(dataDir) + ": " + e.getMessage(), e);
        }
    }
}
