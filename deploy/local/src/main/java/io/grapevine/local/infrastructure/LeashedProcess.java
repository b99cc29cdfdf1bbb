package io.grapevine.local.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A child process that ends when this one does, however this one ends: a shell holds the child and watches a pipe that only we keep open.
 * (Linux's parent-death signal follows the forking thread, not the process, and macOS has none.)
 */
public final class LeashedProcess implements AutoCloseable {

    /** How a child is asked to stop: most take TERM; PostgreSQL's INT ends sessions instead of waiting for them. */
    public enum StopSignal {
        TERM,
        INT
    }

    /** After the leash's own grace, so that only a leash that is itself stuck is ended from here. */
    private static final Duration BEYOND_GRACE = Duration.ofSeconds(3);

    private static final String LEASH = resource("/leash/leash.sh");

    private final String name;
    private final Process leash;
    private final Path log;
    private final Duration grace;

    private LeashedProcess(String name, Process leash, Path log, Duration grace) {
        this.name = name;
        this.leash = leash;
        this.log = log;
        this.grace = grace;
    }

    public static LeashedProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            StopSignal signal,
            Duration grace) {
        var leashed = new ArrayList<String>();
        if (hasSetsid()) leashed.add("setsid");
        leashed.addAll(List.of("sh", "-c", LEASH, "leash", signal.name(), Long.toString(grace.toSeconds())));
        leashed.addAll(command);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(leashed)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new LeashedProcess(name, builder.start(), log, grace);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
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
            if (leash.waitFor(grace.plus(BEYOND_GRACE).toMillis(), TimeUnit.MILLISECONDS)) return;
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

    static String resource(String path) {
        try (var stream = LeashedProcess.class.getResourceAsStream(path)) {
            if (stream == null) throw new IllegalStateException("no resource " + path);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + path, e);
        }
    }
}
