package io.grapevine.rewardissuing.payout.adapter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A payment provider that pays each key once, and answers as it is told; the last answer is given for ever. */
final class StubProvider {

    /** It has paid, and the connection breaks. */
    static final int NOTHING = -1;

    private static final Set<Integer> NOT_PAID = Set.of(422, 500, 503);

    /** A request as it came. */
    record Asked(String key, Instant at, String signature, String body) {}

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Set<String> paid = ConcurrentHashMap.newKeySet();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private volatile int last = 200;

    StubProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/payments", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/payments";
    }

    void answers(int... statuses) {
        for (var status : statuses) answers.add(status);
        last = statuses[statuses.length - 1];
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    int payments() {
        return paid.size();
    }

    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var key = headers.getFirst("idempotency-key");
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var at = Instant.ofEpochSecond(Long.parseLong(headers.getFirst("webhook-timestamp")));
        var next = answers.poll();
        var status = next == null ? last : next;
        if (!NOT_PAID.contains(status)) paid.add(key);
        asked.add(new Asked(key, at, headers.getFirst("webhook-signature"), body));
        if (status != NOTHING) exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
