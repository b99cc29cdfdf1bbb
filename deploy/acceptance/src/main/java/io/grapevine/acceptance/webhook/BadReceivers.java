package io.grapevine.acceptance.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Endpoints on loopback: some well, the others bad in eight ways until they are mended. */
final class BadReceivers implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int FOUND = 302;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;
    private static final int UNAVAILABLE = 503;
    private static final int BACKLOG = 512;
    private static final int NO_BODY = -1;
    private static final long SLOWLY_NANOS = 500_000_000L;

    /** How an endpoint answers before it is mended. */
    enum Kind {
        WELL,
        HANGS,
        HANGS_UP,
        BROKEN,
        UNAVAILABLE,
        ASKS_TO_SLOW_DOWN,
        REDIRECTS,
        UNKNOWN,
        SLOW
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Arrival> arrivals = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean mended;

    BadReceivers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** An endpoint's name says how it behaves. */
    static String name(Kind kind, int number) {
        return kind + "-" + number;
    }

    String url(String endpoint) {
        return "http://localhost:" + server.getAddress().getPort() + "/" + endpoint;
    }

    /** From now on all are well. */
    void mend() {
        mended = true;
    }

    Evidence evidence() {
        synchronized (arrivals) {
            return new Evidence(arrivals);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var endpoint = exchange.getRequestURI().getPath().substring(1);
            var id = exchange.getRequestHeaders().getFirst("webhook-id");
            var event = JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .path("data")
                    .path("id")
                    .asText();
            var kind = mended ? Kind.WELL : Kind.valueOf(endpoint.substring(0, endpoint.lastIndexOf('-')));
            arrivals.add(new Arrival(endpoint, event, id, Instant.now(), kind == Kind.WELL || kind == Kind.SLOW));
            answer(exchange, kind);
        }
    }

    private void answer(HttpExchange exchange, Kind kind) throws IOException {
        switch (kind) {
            case WELL -> exchange.sendResponseHeaders(OK, NO_BODY);
            case SLOW -> {
                LockSupport.parkNanos(SLOWLY_NANOS);
                exchange.sendResponseHeaders(OK, NO_BODY);
            }
            case HANGS -> {
                while (!mended && !threads.isShutdown()) LockSupport.parkNanos(SLOWLY_NANOS);
            }
            case HANGS_UP -> {}
            case BROKEN -> exchange.sendResponseHeaders(BROKEN, NO_BODY);
            case UNAVAILABLE -> {
                exchange.getResponseHeaders().add("retry-after", "1");
                exchange.sendResponseHeaders(UNAVAILABLE, NO_BODY);
            }
            case ASKS_TO_SLOW_DOWN -> {
                exchange.getResponseHeaders().add("retry-after", "2");
                exchange.sendResponseHeaders(TOO_MANY, NO_BODY);
            }
            case REDIRECTS -> {
                exchange.getResponseHeaders().add("location", url(name(Kind.WELL, 0)));
                exchange.sendResponseHeaders(FOUND, NO_BODY);
            }
            case UNKNOWN -> exchange.sendResponseHeaders(NOT_FOUND, NO_BODY);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
