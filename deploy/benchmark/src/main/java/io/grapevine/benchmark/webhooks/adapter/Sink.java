package io.grapevine.benchmark.webhooks.adapter;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A receiver that takes whatever it gets and says 200 at once, and keeps what came while it is asked to. */
final class Sink implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final HttpServer server;
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicLong firstNanos = new AtomicLong();
    private final Queue<Arrived> kept = new ConcurrentLinkedQueue<>();
    private volatile boolean keeping;

    /** A post as it came over the wire. */
    record Arrived(String path, MultiMap headers, Buffer body) {}

    Sink(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (posts.getAndIncrement() == 0) firstNanos.set(System.nanoTime());
            if (keeping) kept.add(new Arrived(request.uri(), request.headers(), body));
            var _ = request.response().end();
        });
    }

    URI url(String path) {
        return URI.create("http://" + HOST + ":" + server.actualPort() + path);
    }

    /** Forgets what came, and counts from 0. */
    void begin(boolean keepWhatComes) {
        keeping = keepWhatComes;
        firstNanos.set(0);
        posts.set(0);
    }

    int posts() {
        return posts.get();
    }

    /** When the first post since the beginning was there; 0 if none was. */
    long firstNanos() {
        return firstNanos.get();
    }

    List<Arrived> kept() {
        return List.copyOf(kept);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
