package io.grapevine.acceptance.running;

import io.grapevine.acceptance.client.Origin;
import io.grapevine.local.child.ChildCommand;
import io.grapevine.local.child.Children;
import io.grapevine.local.child.LeashedProcess;
import io.grapevine.local.child.ProcessRecords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The system on ports and data of its own; it ends when this is closed, and when this process ends in whatever way. */
public final class RunningSystem implements AutoCloseable {
    /** What the services' start needs on two cores of which the tests use one, twice over. */
    private static final Duration START_LIMIT = Duration.ofMinutes(6);

    private static final Duration LAUNCHER_GRACE = Duration.ofSeconds(30);
    private static final Duration PROBE_EVERY = Duration.ofMillis(250);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final Map<String, Integer> SERVICE_PORTS = Map.of(
            "console", 8080,
            "click-tracking", 8081,
            "attribution", 8082,
            "reward-issuing", 8083,
            "notification", 8084,
            "programs", 8085,
            "insights", 8086);
    private static final List<Integer> SERVER_PORTS = List.of(19092, 15432, 16379, 8087, 11025);
    /** Keeps every port of the system below the range that outgoing connections take theirs from. */
    private static final int HIGHEST_OFFSET = 13_000;

    private static final int LOWEST_OFFSET = 1_000;
    private static final int LINES_SHOWN = 30;
    /** The launcher takes the directory it runs in for the project's. */
    private static final String IN_DIRECTORY = "cd \"$0\" && exec \"$@\"";

    private final Children children;
    private final LeashedProcess launcher;
    private final Path project;
    private final Path data;
    private final int portOffset;
    private final Parts parts;

    private RunningSystem(Children children, LeashedProcess launcher, Path project, Path data, int portOffset) {
        this.children = children;
        this.launcher = launcher;
        this.project = project;
        this.data = data;
        this.portOffset = portOffset;
        this.parts = new Parts(launcher::handles, data);
    }

    /** Starts everything, from what is built; returns when it is ready. */
    public static RunningSystem start(Path project, Path data) throws IOException {
        return start(project, data, Map.of());
    }

    /** The same with settings that every service is given. */
    public static RunningSystem start(Path project, Path data, Map<String, String> settings) throws IOException {
        Files.createDirectories(data);
        var offset = freeOffset();
        var children = new Children(ProcessRecords.none(), (_, _) -> {});
        var launcher = children.start(new ChildCommand(
                "launcher",
                List.of(
                        "sh",
                        "-c",
                        IN_DIRECTORY,
                        project.toAbsolutePath().toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        "deploy/local/target/grapevine-local.jar"),
                environment(offset, data, settings),
                data.resolve("launcher.log"),
                ChildCommand.StopSignal.TERM,
                LAUNCHER_GRACE));
        var system = new RunningSystem(children, launcher, project, data, offset);
        try {
            system.awaitReady(START_LIMIT);
        } catch (RuntimeException failed) {
            system.close();
            throw failed;
        }
        return system;
    }

    private static Map<String, String> environment(int offset, Path data, Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("GRAPEVINE_PORT_OFFSET", Integer.toString(offset));
        environment.put("GRAPEVINE_DATA", data.toAbsolutePath().toString());
        environment.put("GRAPEVINE_RESTART_KILLED", "true");
        return environment;
    }

    /** The project's directory, from any directory in it. */
    public static Path projectDirectory() {
        for (var directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.isDirectory(directory.resolve("shared-events")) && Files.exists(directory.resolve("Makefile"))) {
                return directory;
            }
        }
        throw new IllegalStateException("not run from within the project");
    }

    public Origin origin() {
        return Origin.atOffset(portOffset);
    }

    /** Where one service answers itself, past the one origin. */
    public Origin originOf(String service) {
        return Origin.atPort(portOf(SERVICE_PORTS.getOrDefault(service, 0)));
    }

    /** Port of one server or service, by the number it has without an offset. */
    public int portOf(int contractPort) {
        return contractPort + portOffset;
    }

    public Path project() {
        return project;
    }

    /** A password or key of this run, by its name in {@code secrets.properties}. */
    public String secret(String name) throws IOException {
        var secrets = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("secrets.properties"))) {
            secrets.load(reader);
        }
        return secrets.getProperty(name, "");
    }

    /** Its processes, to be hurt. */
    public Parts parts() {
        return parts;
    }

    /** Where it keeps what stays. */
    public Path data() {
        return data;
    }

    /** Waits until the one origin says that every service is ready. */
    public void awaitReady(Duration limit) {
        var giveUpAt = Instant.now().plus(limit);
        while (!isReady()) {
            if (!launcher.isAlive()) throw new IllegalStateException("the system did not start:\n" + lastWords());
            if (Instant.now().isAfter(giveUpAt)) {
                throw new IllegalStateException("the system is not ready after " + limit + ":\n" + lastWords());
            }
            pause();
        }
    }

    /** Waits until a service that was killed runs again and is ready; the one origin may still believe it never was away. */
    public void awaitBack(String service, Duration limit) {
        var giveUpAt = Instant.now().plus(limit);
        while (!answersReady(originOf(service))) {
            if (Instant.now().isAfter(giveUpAt)) {
                throw new IllegalStateException(service + " is not back after " + limit + ":\n" + lastWords());
            }
            pause();
        }
    }

    private boolean isReady() {
        return hasStarted() && answersReady(origin());
    }

    @Override
    public void close() {
        children.close();
    }

    private boolean hasStarted() {
        try {
            return Files.readString(launcher.log()).contains("] ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean answersReady(Origin origin) {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PROBE_LIMIT)
                .build()) {
            var request = HttpRequest.newBuilder(origin.resolve("/q/health/ready"))
                    .timeout(PROBE_LIMIT)
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while probing", interrupted);
        }
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(launcher.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException unreadable) {
            return "no words in " + launcher.log();
        }
    }

    private static int freeOffset() {
        while (true) {
            var offset = ThreadLocalRandom.current().nextInt(LOWEST_OFFSET, HIGHEST_OFFSET);
            var ports = Stream.concat(SERVICE_PORTS.values().stream(), SERVER_PORTS.stream());
            if (ports.allMatch(port -> isFree(port + offset))) return offset;
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PROBE_EVERY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the system", interrupted);
        }
    }
}
