package io.grapevine.notification.webhook.adapter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A tenant's receiver on loopback that behaves, path by path, as badly as the test wants. */
final class StubReceiver implements AutoCloseable {

    /** What arrived. */
    record Post(String path, HttpHeaders headers, String body, Instant at) {
        String webhookId() {
            return headers.firstValue("webhook-id").orElseThrow();
        }
    }

    /** How a path answers. */
    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    StubReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A URL whose posts are answered so. */
    String at(String path, Behaviour behaviour) {
        behaviours.put(path, behaviour);
        return "http://localhost:" + port() + path;
    }

    /** The same, unless the path answers in some way already. */
    String atOrElse(String path, Behaviour behaviour) {
        return at(path, behaviours.getOrDefault(path, behaviour));
    }

    void change(String path, Behaviour behaviour) {
        behaviours.put(path, behaviour);
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Post> postsTo(String path) {
        return posts.stream().filter(post -> post.path().equals(path)).toList();
    }

    static Behaviour status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    static Behaviour status(int status, String header, String value) {
        return exchange -> {
            exchange.getResponseHeaders().add(header, value);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** The first so many posts get the one answer, all later ones the other. */
    static Behaviour first(int posts, Behaviour then, Behaviour afterwards) {
        var seen = new AtomicInteger();
        return exchange -> (seen.getAndIncrement() < posts ? then : afterwards).answer(exchange);
    }

    /** Takes the post and says nothing. */
    Behaviour hang() {
        return exchange -> awaitClose();
    }

    /** Says 200 only once the latch is open. */
    static Behaviour okAfter(CountDownLatch latch) {
        return exchange -> {
            awaitQuietly(latch);
            exchange.sendResponseHeaders(200, -1);
        };
    }

    /** Closes the connection instead of answering. */
    static Behaviour hangUp() {
        return HttpExchange::close;
    }

    /** Says 200 and never ends the body. */
    Behaviour endlessBody() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            awaitClose();
        };
    }

    /** Says 200 with a body of a megabyte. */
    static Behaviour largeBody() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(new byte[1_000_000]);
            }
        };
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
            posts.add(new Post(path, HttpHeaders.of(headers, (name, value) -> true), body, Instant.now()));
            behaviours.getOrDefault(path, status(404)).answer(exchange);
        }
    }

    private void awaitClose() {
        awaitQuietly(closed);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
