package io.grapevine.benchmark.running.adapter;

import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the system of a run stands: the project, fresh data, and the system while it is up. Closed on Ctrl-C as well. */
public final class Bed implements AutoCloseable {

    private final Path project = RunningSystem.projectDirectory();
    private final Path data;
    private volatile boolean closed;
    private volatile boolean interrupted;
    private @Nullable Grapevine system;

    /** @param parent gets a directory that is not there yet */
    public Bed(Path parent) {
        this.data = parent.resolve("run-" + Instant.now().toEpochMilli()).toAbsolutePath();
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "stop the system"));
    }

    /** Starts the system on the data there is; returns how long it took to be ready. */
    public Duration start() throws IOException {
        return start(List.of());
    }

    /** @param underLoad services beside the edge that are compiled as in production */
    public Duration start(Collection<String> underLoad) throws IOException {
        long began = System.nanoTime();
        var started = Grapevine.start(project, data, underLoad);
        var took = Duration.ofNanos(System.nanoTime() - began);
        synchronized (this) {
            system = started;
        }
        return took;
    }

    public synchronized void stop() {
        if (system != null) system.close();
        system = null;
    }

    public synchronized Grapevine system() {
        if (system == null) throw new IllegalStateException("the system is not up");
        return system;
    }

    public Path project() {
        return project;
    }

    public Path data() {
        return data;
    }

    /** Hundreds of megabytes that nobody looks at again. */
    public void removeData() {
        stop();
        if (!Files.exists(data)) return;
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + data, e);
        }
    }

    /** Whether a person ended the run; what fails from then on fails for that reason. */
    public boolean isInterrupted() {
        return interrupted;
    }

    private void interrupted() {
        if (closed) return;
        interrupted = true;
        removeData();
    }

    @Override
    public void close() {
        closed = true;
        stop();
    }
}
