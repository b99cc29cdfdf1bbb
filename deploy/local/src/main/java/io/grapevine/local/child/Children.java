package io.grapevine.local.child;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.ObjIntConsumer;

/** The children of one kind: started one by one, known from their first moment on, stopped side by side. */
public final class Children implements AutoCloseable {

    private final ProcessRecords records;
    private final ObjIntConsumer<LeashedProcess> ended;
    private final List<LeashedProcess> running = new ArrayList<>();
    private boolean stopping;

    /** @param ended told of each child that ended, and with which code; also of those that were asked to */
    public Children(ProcessRecords records, ObjIntConsumer<LeashedProcess> ended) {
        this.records = records;
        this.ended = ended;
    }

    /**
     * Starts a child and writes it down.
     *
     * @throws StartFailed if it cannot be started, or everything is being stopped already
     */
    public synchronized LeashedProcess start(ChildCommand command) {
        if (stopping) throw new StartFailed(command.name() + " is not started: everything is being stopped");
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new StartFailed("cannot write the log " + command.log() + ": " + e.getMessage(), e);
        }
        var child = LeashedProcess.start(command);
        running.add(child);
        records.add(child);
        var _ = child.exitCode().thenAccept(code -> ended.accept(child, code));
        return child;
    }

    public synchronized List<LeashedProcess> all() {
        return List.copyOf(running);
    }

    /** Side by side: each may need its whole grace. */
    @Override
    public void close() {
        List<LeashedProcess> all;
        synchronized (this) {
            stopping = true;
            all = List.copyOf(running);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var child : all) {
                var _ = threads.submit(child::close);
            }
        }
    }
}
