package io.grapevine.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** A payment provider that pays each key once, and a merchant who says yes to everything; either may be made to do something first. */
final class Receivers implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final Runnable NOTHING = () -> {};

    private final HttpServer server;
    private final Map<String, Long> paidMinor = new ConcurrentHashMap<>();
    private final List<String> paymentsAsked = new CopyOnWriteArrayList<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> onPayment = new AtomicReference<>(NOTHING);
    private final AtomicReference<Runnable> onQuestion = new AtomicReference<>(NOTHING);

    Receivers() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/payments", this::pay);
        server.createContext("/approvals", this::approve);
        server.start();
    }

    String payments() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/payments";
    }

    /** Approvals may be asked for in the clear at this name alone. */
    String approvals() {
        return "http://localhost:" + server.getAddress().getPort() + "/approvals";
    }

    /** Once, when the next payment has been made and before anybody is told. */
    void afterTheNextPayment(Runnable what) {
        onPayment.set(what);
    }

    /** Once, when the next question has come and before it is answered. */
    void beforeTheNextAnswer(Runnable what) {
        onQuestion.set(what);
    }

    /** What left for good, by the key that it was asked for with. */
    Map<String, Long> paidMinor() {
        return Map.copyOf(paidMinor);
    }

    List<String> paymentsAsked() {
        return List.copyOf(paymentsAsked);
    }

    /** Ids of the rewards that were asked about, as often as they were. */
    List<String> questions() {
        return List.copyOf(questions);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void pay(HttpExchange exchange) throws IOException {
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        var minor = body(exchange).path("amount").path("amount").asLong();
        paidMinor.putIfAbsent(key, minor);
        paymentsAsked.add(key);
        answer(exchange, onPayment);
    }

    private void approve(HttpExchange exchange) throws IOException {
        questions.add(body(exchange).path("data").path("id").asText());
        answer(exchange, onQuestion);
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        return JSON.readTree(exchange.getRequestBody());
    }

    private static void answer(HttpExchange exchange, AtomicReference<Runnable> first) throws IOException {
        try (exchange) {
            first.getAndSet(NOTHING).run();
            exchange.sendResponseHeaders(OK, -1);
        }
    }
}
