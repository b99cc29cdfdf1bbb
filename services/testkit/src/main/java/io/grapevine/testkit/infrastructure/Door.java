package io.grapevine.testkit.infrastructure;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** A way to a server that is shut until a test opens it: whoever knocks before is refused, as by a server that is down. */
public final class Door implements AutoCloseable {

    /** The setting under which a test finds the port that its profile chose. */
    public static final String PORT = "grapevine.test.door";

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final NetServer server = vertx.createNetServer();

    private Door() {}

    /** A port of this machine where nobody listens now. */
    public static int shut() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("this machine has no free port", e);
        }
    }

    /** Settings that send a service to the port for its database, whatever the infrastructure says. */
    public static Map<String, String> toDatabase(int port, String database) {
        var address = "postgresql://localhost:" + port + "/" + database;
        return Map.of(
                PORT,
                Integer.toString(port),
                "quarkus.datasource.reactive.url",
                "vertx-reactive:" + address,
                "quarkus.datasource.relay.reactive.url",
                "vertx-reactive:" + address,
                "quarkus.datasource.owner.jdbc.url",
                "jdbc:" + address);
    }

    /** From now on the port leads to the server at {@code address} (host:port). */
    public static Door open(int port, String address) {
        var door = new Door();
        var colon = address.lastIndexOf(':');
        var host = address.substring(0, colon);
        var behind = Integer.parseInt(address.substring(colon + 1));
        door.server
                .connectHandler(visitor -> {
                    visitor.pause();
                    door.client
                            .connect(behind, host)
                            .onSuccess(inside -> join(visitor, inside))
                            .onFailure(refused -> visitor.close());
                })
                .listen(port, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return door;
    }

    private static void join(NetSocket one, NetSocket other) {
        one.pipeTo(other);
        other.pipeTo(one);
        one.resume();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
