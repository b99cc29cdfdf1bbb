package io.grapevine.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Everybody whom channels talk to, on loopback: push services, providers of SMS and chat, Telegram; each path answers as the test says. */
public final class StubProviders implements QuarkusTestResourceLifecycleManager {

    /** What arrived; header names in lower case. */
    public record Call(String path, Map<String, List<String>> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** How a path answers. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** Where providers reach us, and what they sign with. */
    public static final String ORIGIN = "https://vine.example";

    public static final String SMS_SECRET = "auth-token";
    public static final String CHAT_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final Map<String, Behaviour> BEHAVIOURS = new ConcurrentHashMap<>();
    private static final List<Call> CALLS = new CopyOnWriteArrayList<>();
    private static final CountDownLatch STOPPED = new CountDownLatch(1);
    private static volatile int port;

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", StubProviders::handle);
        server.start();
        port = server.getAddress().getPort();
        return Map.ofEntries(
                Map.entry("grapevine.local", "true"),
                // RFC 8291's own example pair.
                Map.entry(
                        "grapevine.push.public-key",
                        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"),
                Map.entry("grapevine.push.private-key", "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
                Map.entry("grapevine.push.attempt-timeout", "2S"),
                Map.entry("grapevine.public-origin", ORIGIN),
                Map.entry("grapevine.text.sms.reports-secret", SMS_SECRET),
                Map.entry("grapevine.text.chat.reports-secret", CHAT_SECRET),
                Map.entry("grapevine.text.sms.kind", "twilio"),
                Map.entry("grapevine.text.sms.url", url("")),
                Map.entry("grapevine.text.sms.account", "AC1"),
                Map.entry("grapevine.text.sms.token", "secret"),
                Map.entry("grapevine.text.sms.from", "+40721000000"),
                Map.entry("grapevine.text.chat.kind", "json"),
                Map.entry("grapevine.text.chat.url", url("/chat")),
                Map.entry("grapevine.text.chat.token", "secret"),
                Map.entry("grapevine.text.attempt-timeout", "5S"),
                Map.entry("grapevine.telegram.url", url("")),
                Map.entry("grapevine.telegram.bot", "vine_bot"),
                Map.entry("grapevine.telegram.token", "1:bot"),
                Map.entry("grapevine.telegram.webhook-secret", "from-telegram"));
    }

    @Override
    public void stop() {
        STOPPED.countDown();
        if (server != null) server.stop(0);
    }

    public static String url(String path) {
        return "http://localhost:" + port + path;
    }

    /** From now on the path answers so. */
    public static String at(String path, Behaviour behaviour) {
        BEHAVIOURS.put(path, behaviour);
        return url(path);
    }

    public static List<Call> callsTo(String path) {
        return CALLS.stream().filter(call -> call.path().equals(path)).toList();
    }

    public static Behaviour status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    public static Behaviour json(int status, String body) {
        return exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Takes what was posted and says nothing. */
    public static Behaviour hang() {
        return exchange -> {
            try {
                STOPPED.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
            CALLS.add(new Call(path, headers, exchange.getRequestBody().readAllBytes()));
            BEHAVIOURS.getOrDefault(path, status(404)).answer(exchange);
        }
    }
}
