package io.grapevine.benchmark.running.adapter;

import io.grapevine.benchmark.redirect.BareCommand;
import io.grapevine.local.child.ChildCommand;
import io.grapevine.local.child.Children;
import io.grapevine.local.child.ProcessRecords;
import io.grapevine.local.child.Readiness;
import io.grapevine.local.port.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The bare application on a port of its own, in a JVM like click-tracking's; it ends with this process. */
public final class BareEndpoint implements AutoCloseable {

    private static final Path JAR = Path.of("deploy/benchmark/bare-endpoint/target/quarkus-app/quarkus-run.jar");
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Children children;
    private final int port;

    private BareEndpoint(Children children, int port) {
        this.children = children;
        this.port = port;
    }

    public static BareEndpoint start(Path project, Path log) {
        var jar = project.resolve(JAR);
        if (!Files.exists(jar)) throw new IllegalStateException(JAR + " is missing; run make bench");
        int port = FreePort.any();
        var children = new Children(ProcessRecords.none(), (_, _) -> {});
        var process = children.start(new ChildCommand(
                "bare-endpoint",
                words(jar),
                Map.of("QUARKUS_HTTP_HOST", "127.0.0.1", "QUARKUS_HTTP_PORT", Integer.toString(port)),
                log,
                ChildCommand.StopSignal.TERM,
                GRACE));
        try {
            Readiness.await(process, START_LIMIT, () -> answers(port));
        } catch (RuntimeException failed) {
            children.close();
            throw failed;
        }
        return new BareEndpoint(children, port);
    }

    private static List<String> words(Path jar) {
        var clickTracking = Services.running("click-tracking").info();
        var arguments = clickTracking.arguments().map(List::of).orElseThrow();
        return BareCommand.like(clickTracking.command().orElseThrow(), arguments, jar.toString());
    }

    private static boolean answers(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        children.close();
    }
}
