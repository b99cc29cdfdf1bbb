package io.grapevine.local.infrastructure;

import io.grapevine.local.child.ChildCommand;
import io.grapevine.local.child.Children;
import io.grapevine.local.child.LeashedProcess;
import io.grapevine.local.child.Readiness;
import io.grapevine.local.child.StartFailed;
import io.grapevine.local.port.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** A Redis on the loopback address that keeps nothing on disk: everything in it can be rebuilt from the log. */
public final class RedisServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int ANSWER_MILLIS = 2_000;

    private final LeashedProcess process;
    private final int port;

    private RedisServer(LeashedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts on {@code port}, or on a free one for 0, and returns when it answers. */
    public static RedisServer start(Children children, Path dataDir, int port, Path log) {
        var actualPort = FreePort.orFree(port);
        try {
            Files.createDirectories(dataDir);
            var executable = ExecutableProvider.newJarResourceProvider(
                            Files.createDirectories(dataDir.resolve("bin")).toFile())
                    .get();
            var process = children.start(new ChildCommand(
                    "redis",
                    command(executable.toPath(), dataDir, actualPort),
                    Map.of(),
                    log,
                    ChildCommand.StopSignal.TERM,
                    GRACE));
            var server = new RedisServer(process, actualPort);
            Readiness.await(process, START_LIMIT, server::answers);
            return server;
        } catch (IOException e) {
            throw new StartFailed("cannot unpack Redis into " + dataDir, e);
        }
    }

    private static List<String> command(Path executable, Path dataDir, int port) {
        return List.of(
                executable.toAbsolutePath().toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                dataDir.toAbsolutePath().toString(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory",
                "64mb",
                "--maxmemory-policy",
                "allkeys-lru");
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public LeashedProcess process() {
        return process;
    }

    private boolean answers() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = socket.getInputStream().readNBytes("+PONG".length());
            return "+PONG".equals(new String(answer, StandardCharsets.US_ASCII));
        }
    }
}
