package io.grapevine.acceptance.faults.evidence;

import io.grapevine.acceptance.faults.invariant.Footprint;
import io.grapevine.acceptance.faults.story.Nemesis;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What every service holds: its live heap by the JVM's own tool, its sockets by the kernel, the rest by its metrics. */
public final class Footprints {
    private static final Pattern GENERATION = Pattern.compile("total .*?used (\\d+)K");
    private static final Pattern LIMIT = Pattern.compile("-XX:MaxHeapSize=(\\d+)");
    private static final Pattern POOL_IN_USE =
            Pattern.compile("^sql_pool_active(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);
    private static final Pattern JOURNAL =
            Pattern.compile("^grapevine_journal_bytes(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);
    private static final Pattern UNSHIPPED =
            Pattern.compile("^grapevine_journal_unshipped_bytes(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);
    private static final Duration METRICS_WITHIN = Duration.ofSeconds(20);

    private final RunningSystem system;

    public Footprints(RunningSystem system) {
        this.system = system;
    }

    /** A service did not tell its figures. */
    public static final class NoAnswer extends RuntimeException {
        NoAnswer(String service, IOException cause) {
            super(service + " does not tell its metrics: " + cause, cause);
        }
    }

    /** What the edge has promised and not yet put on the log. */
    public long unshippedBytes() {
        return sum(UNSHIPPED, 1, metrics("click-tracking"));
    }

    public List<Footprint> all() {
        return Nemesis.SERVICES.stream().map(this::of).toList();
    }

    private Footprint of(String service) {
        var process = system.parts().processOf(service).pid();
        var metrics = metrics(service);
        var _ = run("jcmd", Long.toString(process), "GC.run");
        var used = sum(GENERATION, 1, run("jcmd", Long.toString(process), "GC.heap_info")) * 1024;
        if (used == 0) throw new IllegalStateException("no generations in the heap info of " + service);
        var limit = sum(LIMIT, 1, run("jcmd", Long.toString(process), "VM.flags"));
        return new Footprint(
                service, used, limit, sockets(process), (int) sum(POOL_IN_USE, 1, metrics), sum(JOURNAL, 1, metrics));
    }

    /** Sockets are listed by Linux only; elsewhere none are counted, before and after alike. */
    private static int sockets(long process) {
        var descriptors = Path.of("/proc", Long.toString(process), "fd");
        if (!Files.isDirectory(descriptors)) return 0;
        try (var entries = Files.list(descriptors)) {
            return (int) entries.filter(Footprints::isSocket).count();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private String metrics(String service) {
        // An offer to speak HTTP/2 was once half taken by a service that was just starting.
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(system.originOf(service).resolve("/q/metrics"))
                    .header("Accept", "text/plain")
                    .timeout(METRICS_WITHIN)
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            throw new NoAnswer(service, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading metrics", interrupted);
        }
    }

    private static String run(String tool, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new IllegalStateException(command + " says " + said);
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, interrupted);
        }
    }

    private static long sum(Pattern pattern, int group, String text) {
        var sum = 0L;
        var matcher = pattern.matcher(text);
        while (matcher.find()) sum += (long) Double.parseDouble(matcher.group(group));
        return sum;
    }
}
