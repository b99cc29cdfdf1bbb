package io.grapevine.local.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A child process that ends when this one does, however this one ends: a shell holds the child and watches a pipe that only we keep open.
 * (Linux's parent-death signal follows the forking thread, not the process, and macOS has none.)
 */
public final class LeashedProcess implements AutoCloseable {

    /** After the leash's own grace, so that only a leash that is itself stuck is ended from here. */
    private static final Duration BEYOND_GRACE = Duration.ofSeconds(3);

    private static final String LEASH = script();

    private final ChildCommand command;
    private final Process leash;

    private LeashedProcess(ChildCommand command, Process leash) {
        this.command = command;
        this.leash = leash;
    }

    static LeashedProcess start(ChildCommand command) {
        var words = new ArrayList<String>();
        if (hasSetsid()) words.add("setsid");
        words.addAll(List.of("sh", "-c", LEASH, "leash", command.stopSignal().name()));
        words.add(Long.toString(command.grace().toSeconds()));
        words.addAll(command.words());
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().putAll(command.environment());
        try {
            return new LeashedProcess(command, builder.start());
        } catch (IOException e) {
            throw new StartFailed("cannot start " + command.name() + ": " + e.getMessage(), e);
        }
    }

    public String name() {
        return command.name();
    }

    public Path log() {
        return command.log();
    }

    public boolean isAlive() {
        return leash.isAlive();
    }

    /** The exit code once the child has ended; 128 + n when signal n ended it. */
    public CompletableFuture<Integer> exitCode() {
        return leash.onExit().thenApply(Process::exitValue);
    }

    /** The leash and everything below it, as far as it runs now. */
    public List<ProcessHandle> handles() {
        return Stream.concat(Stream.of(leash.toHandle()), leash.toHandle().descendants())
                .toList();
    }

    /** Asks the child to stop, waits as long as its grace allows, then ends it. */
    @Override
    public void close() {
        var all = handles();
        try {
            leash.getOutputStream().close();
            if (leash.waitFor(command.grace().plus(BEYOND_GRACE).toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (IOException e) {
            // The leash is gone already; what it held is ended below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Its own session keeps a terminal's Ctrl-C away from the children: the order of stopping is ours. */
    private static boolean hasSetsid() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid").map(Path::of).anyMatch(Files::isExecutable);
    }

    private static String script() {
        try (var stream = LeashedProcess.class.getResourceAsStream("/leash/leash.sh")) {
            if (stream == null) throw new IllegalStateException("the leash is missing from this module's jar");
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the leash", e);
        }
    }
}
