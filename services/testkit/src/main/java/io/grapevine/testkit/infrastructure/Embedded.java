package io.grapevine.testkit.infrastructure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs deploy/local's infrastructure beside the test JVM; it ends when this JVM's end of the pipe does, a SIGKILL included. */
final class Embedded {

    private static final String JAR = "deploy/local/target/grapevine-local.jar";

    private Embedded() {}

    static Addresses start() {
        var jar = ProjectRoot.path().resolve(JAR);
        if (!Files.exists(jar))
            throw new IllegalStateException(jar + " is missing: build it with 'mvn package -pl deploy/local -am'");
        try {
            var data = Files.createTempDirectory("grapevine-test-");
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            jar.toString(),
                            "io.grapevine.local.Infrastructure",
                            "--data",
                            data.toString(),
                            "--volatile")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, data)));
            return read(process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the embedded infrastructure", e);
        }
    }

    private static Addresses read(Process process) throws IOException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = output.readLine();
        if (line == null)
            throw new IllegalStateException("the embedded infrastructure did not start; see its output above");
        return JsonMapper.builder().build().readValue(line, Addresses.class);
    }

    private static void stop(Process process, Path data) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(java.time.Duration.ofSeconds(10))) process.destroy();
            delete(data);
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
