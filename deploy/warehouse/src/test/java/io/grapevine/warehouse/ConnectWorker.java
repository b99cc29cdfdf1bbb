package io.grapevine.warehouse;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real standalone worker, on the files that are shipped: only where plugins lie and where it listens is another. */
final class ConnectWorker implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    private final Process process;

    private ConnectWorker(Process process) {
        this.process = process;
    }

    /** @param log what the worker says */
    static ConnectWorker start(Path module, Path directory, Path log, Map<String, String> environment)
            throws IOException {
        var properties = Files.readString(module.resolve("worker.properties"))
                .replace("plugin.path=/opt/connect/plugins", "plugin.path=" + module.resolve("target/plugins"))
                .replace("http://localhost:18083", "http://localhost:" + freePort());
        var worker = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Where the worker stands must not matter: times are UTC.
                "-Duser.timezone=America/St_Johns",
                "-cp",
                withoutGrapevine(module, System.getProperty("java.class.path")),
                "org.apache.kafka.connect.cli.ConnectStandalone",
                Files.writeString(directory.resolve("worker.properties"), properties)
                        .toString(),
                module.resolve("connector.json").toString());
        worker.environment().putAll(environment);
        worker.directory(directory.toFile());
        worker.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var process = worker.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ConnectWorker(process);
    }

    // A worker has our classes from its plugin path and from nowhere else.
    private static String withoutGrapevine(Path module, String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry ->
                        !entry.startsWith(module.getParent().getParent().toString()))
                .filter(entry -> !entry.contains("/io/grapevine/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS))
            process.destroyForcibly().waitFor();
    }
}
