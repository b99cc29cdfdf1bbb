package io.grapevine.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Six services and a mail sink that say what reached them; one port stays closed, so that somebody is always down. */
public class StubBackends implements QuarkusTestResourceLifecycleManager {

    public static final Set<String> NOT_READY = ConcurrentHashMap.newKeySet();
    public static final Set<String> SILENT = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger OPEN_STREAMS = new AtomicInteger();

    public static final List<String> SERVICES = List.of(
            "click-tracking", "attribution", "reward-issuing", "notification", "programs", "insights", "mail-sink");
    private static final Map<String, HttpServer> SERVERS = new ConcurrentHashMap<>();
    private static final Map<String, Integer> PORTS = new ConcurrentHashMap<>();
    private static final Vertx VERTX = Vertx.vertx();

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<String, String>();
        for (var service : SERVICES) {
            startOne(service, 0);
            settings.put("grapevine.console.routes." + service + ".address", "127.0.0.1:" + PORTS.get(service));
        }
        settings.put("grapevine.console.answer-timeout", "3s");
        settings.put("grapevine.console.max-body-size", "64K");
        settings.put("grapevine.local", "true");
        return settings;
    }

    @Override
    public void stop() {
        SERVICES.forEach(StubBackends::stopOne);
    }

    public static void stopOne(String service) {
        var server = SERVERS.remove(service);
        if (server != null)
            server.close().toCompletionStage().toCompletableFuture().join();
    }

    public static int openStreams() {
        return OPEN_STREAMS.get();
    }

    public static void startAgain(String service) {
        startOne(service, PORTS.getOrDefault(service, 0));
    }

    private static void startOne(String service, int port) {
        var server = VERTX.createHttpServer()
                .requestHandler(request -> answer(service, request))
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        SERVERS.put(service, server);
        PORTS.put(service, server.actualPort());
    }

    private static void answer(String service, HttpServerRequest request) {
        var response = request.response();
        switch (String.valueOf(request.path())) {
            case "/q/health/ready" -> readiness(service, response);
            case "/q/openapi" ->
                response.putHeader("Content-Type", "application/yaml").end("openapi: 3.1.0 # " + service);
            case "/r/GONE" ->
                response.setStatusCode(302)
                        .putHeader("Location", "https://shop.example/?gv_cid=x")
                        .end();
            case "/v1/insights/silent" -> {}
            case "/v1/insights/breaks-off" -> request.connection().close();
            case "/v1/insights/stream" -> stream(response);
            default -> request.bodyHandler(body -> echo(service, request, body));
        }
    }

    private static void readiness(String service, HttpServerResponse response) {
        if (SILENT.contains(service)) return;
        var up = !NOT_READY.contains(service);
        response.setStatusCode(up ? 200 : 503)
                .end("{\"status\":\"%s\",\"checks\":[{\"name\":\"database\",\"status\":\"%s\"}]}"
                        .formatted(up ? "UP" : "DOWN", up ? "UP" : "DOWN"));
    }

    /** One line now, the next only when somebody has asked us to stop: a gateway that buffers would show nothing. */
    private static void stream(HttpServerResponse response) {
        OPEN_STREAMS.incrementAndGet();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").write("data: first\n\n");
        response.closeHandler(closed -> OPEN_STREAMS.decrementAndGet());
    }

    private static void echo(String service, HttpServerRequest request, Buffer body) {
        var headers = new JsonObject();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        var answer = new JsonObject()
                .put("service", service)
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("bytes", body.length())
                .put("headers", headers);
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("X-Served-By", service)
                .putHeader("Keep-Alive", "timeout=5")
                .putHeader("Content-Length", String.valueOf(answer.toBuffer().length()))
                .end(answer.toBuffer());
    }
}
