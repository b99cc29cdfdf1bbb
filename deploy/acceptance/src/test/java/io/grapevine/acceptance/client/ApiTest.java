package io.grapevine.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {
    private final List<String> bodies = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final Deque<Scripted> script = new ArrayDeque<>();
    private HttpServer server;

    private record Scripted(int status, String body) {}

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        paths.add(exchange.getRequestURI().toString());
        var next = script.isEmpty() ? new Scripted(200, "{}") : script.removeFirst();
        if (next.status() == 0) {
            exchange.close();
            return;
        }
        if (next.status() == 429) exchange.getResponseHeaders().add("Retry-After", "0");
        var body = next.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(next.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Api api(Duration patience) {
        return new Api(new Origin("http://localhost:" + server.getAddress().getPort() + "/"), "gv_sk_x", patience);
    }

    @Test
    void brokenConnectionAndBusySystemAreAskedAgainWithTheSameBytes() {
        // Given
        script.add(new Scripted(0, ""));
        script.add(new Scripted(503, ""));
        script.add(new Scripted(429, ""));
        script.add(new Scripted(202, "{\"accepted\":1}"));
        // When
        var answer = api(Duration.ofSeconds(20))
                .post("/v1/events", "application/json", "[1]".getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(answer.json().path("accepted").intValue()).isEqualTo(1);
        assertThat(bodies).containsExactly("[1]", "[1]", "[1]", "[1]");
    }

    @Test
    void patienceEnds() {
        // Given
        server.stop(0);
        // When / Then
        assertThatThrownBy(() -> api(Duration.ZERO).get("/v1/events/x")).isInstanceOf(Unreachable.class);
    }

    @Test
    void refusalIsNoReasonToAskAgain() {
        // Given
        script.add(new Scripted(422, "{\"code\":\"invalid\"}"));
        // When
        var answer = api(Duration.ofSeconds(20)).get("/v1/programs/x");
        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThatThrownBy(answer::orThrow)
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessageContaining("422")
                .hasMessageContaining("invalid");
    }

    @Test
    void listIsReadToItsLastPage() {
        // Given
        script.add(new Scripted(200, "{\"items\":[1,2],\"next\":\"a b\"}"));
        script.add(new Scripted(200, "{\"items\":[3],\"next\":null}"));
        // When
        var items = api(Duration.ofSeconds(20)).list("/v1/conversions?kind=signup");
        // Then
        assertThat(items).hasSize(3);
        assertThat(paths.getLast()).contains("kind=signup&limit=500&cursor=a%20b");
    }
}
