package io.grapevine.acceptance.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The processes of a running system by the name of their part, and what can be done to them from outside. */
public final class Parts {
    private static final Duration APPEARS_WITHIN = Duration.ofMinutes(6);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Supplier<List<ProcessHandle>> processes;
    private final Path resting;

    Parts(Supplier<List<ProcessHandle>> processes, Path data) {
        this.processes = processes;
        this.resting = data.resolve("resting");
    }

    /** SIGKILL, as the kernel or a person would; the launcher starts the part again, unless it is kept down. */
    public void kill(String part) {
        end(part, "KILL");
    }

    /** Ends a part by a signal and waits until it is gone. */
    public void end(String part, String signal) {
        var process = processOf(part);
        signal(process, signal);
        process.onExit().join();
    }

    /** SIGSTOP: it is there and does nothing, and will not know. */
    public void freeze(String part) {
        signal(processOf(part), "STOP");
    }

    /** SIGCONT. */
    public void thaw(String part) {
        signal(processOf(part), "CONT");
    }

    /** From now on the part stays down when it ends. */
    public void keepDown(String part) {
        try {
            Files.createDirectories(resting);
            Files.writeString(resting.resolve(part), "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Lets the launcher start the part again. */
    public void letUp(String part) {
        try {
            Files.deleteIfExists(resting.resolve(part));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The part's own process, waited for while it is being started again. */
    public ProcessHandle processOf(String part) {
        var giveUpAt = Instant.now().plus(APPEARS_WITHIN);
        while (Instant.now().isBefore(giveUpAt)) {
            for (var handle : processes.get()) if (is(part, handle)) return handle;
            pause();
        }
        throw new IllegalStateException(part + " does not run");
    }

    private static boolean is(String part, ProcessHandle handle) {
        var command = handle.info().command().orElse("");
        return switch (part) {
            case "kafka" -> isJava(command) && words(handle).contains("io.grapevine.local.infrastructure.BrokerMain");
            // The postmaster; its backends have the same command and it for a parent.
            case "postgresql" ->
                isPostgres(handle) && handle.parent().filter(Parts::isPostgres).isEmpty();
            case "redis" -> command.contains("redis-server");
            // The shell that holds the leash names the jar, too.
            default ->
                isJava(command)
                        && words(handle)
                                .contains(Path.of("services", part, "target", "quarkus-app")
                                        .toString());
        };
    }

    private static boolean isJava(String command) {
        return command.endsWith("/java");
    }

    private static boolean isPostgres(ProcessHandle handle) {
        return handle.info().command().orElse("").endsWith("/bin/postgres");
    }

    private static String words(ProcessHandle handle) {
        return handle.info().commandLine().orElse("");
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            var code = new ProcessBuilder(Stream.of("kill", "-" + signal, Long.toString(process.pid()))
                            .toList())
                    .start()
                    .waitFor();
            if (code != 0) throw new IllegalStateException("cannot send " + signal + " to process " + process.pid());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling", interrupted);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for a process", interrupted);
        }
    }
}
