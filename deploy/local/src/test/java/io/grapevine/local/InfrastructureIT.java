package io.grapevine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The process that tests start, as they start it: the built jar, a pipe, one line of JSON. */
class InfrastructureIT {

    private static final Duration GONE_WITHIN = Duration.ofSeconds(20);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private @Nullable Process started;

    @AfterEach
    void stop() throws InterruptedException {
        if (started == null) return;
        var below = started.descendants().toList();
        started.destroyForcibly();
        // What still writes would stand in the way of removing the directory.
        assertAllGone(below);
    }

    @Test
    void theThreeServeAndTheSecondStartGoesOnWithTheirData() throws Exception {
        // Given
        var process = start("--data", data());
        var first = addresses(process);
        assertThat(topicsAt(first)).contains(names());
        execute(first, "grapevine_attribution", "create table kept as select 42 as answer");
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        // When
        var second = addresses(start("--data", data()));
        // Then
        assertThat(second.get("masterKey")).isEqualTo(first.get("masterKey"));
        assertThat(topicsAt(second)).contains(names());
        execute(second, "grapevine_attribution", "drop table kept");
    }

    @Test
    void nothingStaysWhenTheProcessIsKilled() throws Exception {
        // Given
        var infrastructure = start("--data", data(), "--volatile");
        assertThat(addresses(infrastructure)).containsKey("kafka");
        var below = infrastructure.descendants().toList();
        assertThat(below).hasSizeGreaterThan(9);
        // When
        infrastructure.destroyForcibly();
        // Then
        assertAllGone(below);
    }

    @Test
    void nothingStaysWhenTheProcessIsToldToStop() throws Exception {
        // Given
        var infrastructure = start("--data", data(), "--volatile");
        assertThat(addresses(infrastructure)).containsKey("kafka");
        var below = infrastructure.descendants().toList();
        // When
        infrastructure.destroy();
        // Then
        assertAllGone(below);
        // It removes the data last, when its children are gone.
        assertThat(infrastructure.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void nothingStaysWhenWhoStartedItIsKilled() throws Exception {
        // Given a process in between that holds the pipe, as a test's JVM does
        var words = words("--data", data(), "--volatile").stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        var infrastructure = startWords(List.of("sh", "-c", "sleep 600 | " + words));
        assertThat(addresses(infrastructure)).containsKey("kafka");
        var below = infrastructure.descendants().toList();
        // When
        below.stream()
                .filter(process -> process.info().command().orElse("").endsWith("sleep"))
                .forEach(ProcessHandle::destroyForcibly);
        // Then
        assertAllGone(below);
    }

    private Process start(String... arguments) throws IOException {
        return startWords(words(arguments));
    }

    private Process startWords(List<String> words) throws IOException {
        var process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started = process;
        return process;
    }

    private static List<String> words(String... arguments) {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Path.of("target", "grapevine-local.jar").toAbsolutePath().toString(),
                Infrastructure.class.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    private static Map<String, String> addresses(Process process) throws IOException {
        var line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).as("the line of addresses").isNotNull();
        return Pattern.compile("\"(\\w+)\":\"([^\"]*)\"")
                .matcher(line)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
    }

    private static String value(Map<String, String> addresses, String name) {
        return Objects.requireNonNull(addresses.get(name), name);
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static String[] names() {
        return Arrays.stream(Topic.values()).map(Topic::topicName).toArray(String[]::new);
    }

    private static Set<String> topicsAt(Map<String, String> addresses) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", value(addresses, "kafka")))) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        }
    }

    private static void execute(Map<String, String> addresses, String database, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + value(addresses, "postgres") + "/" + database,
                        "grapevine_owner",
                        value(addresses, "ownerPassword"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertAllGone(List<ProcessHandle> processes) throws InterruptedException {
        var deadline = System.nanoTime() + GONE_WITHIN.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) Thread.sleep(100);
        assertThat(processes.stream()
                        .filter(ProcessHandle::isAlive)
                        .map(ProcessHandle::info)
                        .toList())
                .isEmpty();
    }
}
