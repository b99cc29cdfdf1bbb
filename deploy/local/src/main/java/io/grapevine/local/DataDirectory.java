package io.grapevine.local;

import io.grapevine.local.child.StartFailed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The data of a run, held by one launcher at a time; the system lets go of the hold when the launcher ends, however it ends. */
record DataDirectory(Path path, FileLock lock) {

    /** As long as an earlier run may take to stop after its make was killed. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    /** Waits for a run that is about to end, and says so by {@code waiting}. */
    static DataDirectory hold(Path path, Runnable waiting) {
        try {
            Files.createDirectories(path);
            var channel = FileChannel.open(
                    path.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock == null) waiting.run();
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (lock == null && System.nanoTime() < deadline) {
                Thread.sleep(BETWEEN_TRIES);
                lock = lock(channel);
            }
            if (lock == null)
                throw new StartFailed("Grapevine runs already on the data in " + path + "; stop that run first");
            return new DataDirectory(path, lock);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while waiting for an earlier run", e);
        } catch (IOException e) {
            throw new StartFailed("cannot use " + path + " for data: " + e, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
