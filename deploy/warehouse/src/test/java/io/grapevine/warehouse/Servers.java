package io.grapevine.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Kafka and PostgreSQL of deploy/local beside the test JVM; they end with the pipe to them, however that ends. */
final class Servers implements AutoCloseable {

    private static final String JAR = "deploy/local/target/grapevine-local.jar";
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final JsonNode addresses;

    private Servers(Process process, JsonNode addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    static Servers start(Path project, Path data) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        project.resolve(JAR).toString(),
                        "io.grapevine.local.Infrastructure",
                        "--data",
                        Files.createDirectories(data).toString(),
                        "--volatile")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) throw new IllegalStateException("the servers did not start; see their output above");
        return new Servers(process, JsonMapper.builder().build().readTree(line));
    }

    /** host:port */
    String kafka() {
        return addresses.path("kafka").asText();
    }

    /** host:port */
    String postgres() {
        return addresses.path("postgres").asText();
    }

    String superuserPassword() {
        return addresses.path("superuserPassword").asText();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
    }
}
