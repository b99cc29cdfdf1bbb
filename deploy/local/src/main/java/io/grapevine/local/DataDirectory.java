package io.grapevine.local;

import io.grapevine.local.child.StartFailed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The data of a run, held by one launcher at a time; the system lets go of the hold when the launcher ends, however it ends. */
record DataDirectory(Path path, FileLock lock) {

    static DataDirectory hold(Path path) {
        try {
            Files.createDirectories(path);
            var lock = lock(FileChannel.open(
                    path.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            if (lock == null) throw new StartFailed("Grapevine runs already on the data in " + path);
            return new DataDirectory(path, lock);
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
