package io.grapevine.local.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file in which a run writes down its processes, so that the next one can end what a crash left. */
public final class ProcessRecords {

    private static final String FILE = "processes";

    private final @Nullable Path file;
    private final Set<Long> written = new HashSet<>();

    private ProcessRecords(@Nullable Path file) {
        this.file = file;
    }

    public static ProcessRecords in(Path dataDir) {
        return new ProcessRecords(dataDir.resolve(FILE));
    }

    /** For runs that nobody comes back to. */
    public static ProcessRecords none() {
        return new ProcessRecords(null);
    }

    static Path file(Path dataDir) {
        return dataDir.resolve(FILE);
    }

    /** Writes down the child and what runs below it now; again once it is up, when all of that has started. */
    public synchronized void add(LeashedProcess child) {
        if (file == null) return;
        var lines = new StringBuilder();
        for (var handle : child.handles()) {
            var startedAt = handle.info().startInstant();
            if (startedAt.isEmpty() || !written.add(handle.pid())) continue;
            lines.append(new ProcessRecord(child.name(), handle.pid(), startedAt.get()).line())
                    .append('\n');
        }
        try {
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record a process in " + file, e);
        }
    }
}
