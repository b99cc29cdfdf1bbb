package io.grapevine.local.infrastructure;

import io.grapevine.local.child.ChildCommand;
import io.grapevine.local.child.Children;
import io.grapevine.local.child.LeashedProcess;
import io.grapevine.local.child.Readiness;
import io.grapevine.local.port.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** One KRaft broker, controller included, in a JVM of its own on the loopback address. */
public final class KafkaBroker {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int ANSWER_MILLIS = 5_000;

    private final LeashedProcess process;
    private final int port;

    private KafkaBroker(LeashedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts on {@code port}, or on a free one for 0, creates the topics of the log that are missing, and returns when all is usable. */
    public static KafkaBroker start(Children children, Path dataDir, int port, Path log) {
        var actualPort = FreePort.orFree(port);
        var settings = writeSettings(dataDir, actualPort);
        var process = children.start(
                new ChildCommand("kafka", command(settings), Map.of(), log, ChildCommand.StopSignal.TERM, GRACE));
        var broker = new KafkaBroker(process, actualPort);
        broker.awaitAndCreateTopics();
        return broker;
    }

    private static List<String> command(Path settings) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                absoluteClassPath(),
                BrokerMain.class.getName(),
                settings.toString());
    }

    private static String absoluteClassPath() {
        var parts = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        return Arrays.stream(parts)
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path writeSettings(Path dataDir, int port) {
        var settings = new Properties();
        settings.putAll(settings(dataDir.toAbsolutePath(), port, FreePort.any()));
        try {
            Files.createDirectories(dataDir);
            var file = dataDir.resolve("server.properties").toAbsolutePath();
            try (var writer = Files.newBufferedWriter(file)) {
                settings.store(writer, "written at every start");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the broker's settings into " + dataDir, e);
        }
    }

    private static Map<String, String> settings(Path dataDir, int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "CLIENTS://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "CLIENTS"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("log.dirs", dataDir.resolve("log").toString()),
                // A topic nobody documented is a bug, not a topic.
                Map.entry("auto.create.topics.enable", "false"),
                // A service whose clock runs ahead, or is turned in a test, must not have its records refused for ever.
                Map.entry("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)),
                Map.entry("num.partitions", "6"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "2"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry(
                        "offsets.retention.minutes",
                        Long.toString(Duration.ofDays(90).toMinutes())),
                // One broker, few consumers: no reason to wait for more members.
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // Index files are allocated whole for every partition: smaller segments let them be small.
                Map.entry("log.segment.bytes", Integer.toString(256 << 20)),
                Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("log.cleaner.threads", "1"));
    }

    private void awaitAndCreateTopics() {
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                // The broker is starting: look again soon.
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200))) {
            Readiness.await(process, START_LIMIT, () -> answers(admin));
            LogTopics.createMissing(admin);
        }
    }

    private static boolean answers(Admin admin) throws Exception {
        return !admin.describeCluster()
                .nodes()
                .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .isEmpty();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public LeashedProcess process() {
        return process;
    }
}
