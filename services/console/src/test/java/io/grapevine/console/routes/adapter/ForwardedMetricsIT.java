package io.grapevine.console.routes.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.console.StubBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubBackends.class)
class ForwardedMetricsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // set by the test framework
    @TestHTTPResource("/")
    URI origin;

    @Test
    void whatIsForwardedIsCountedByTheFirstWordsOfItsPathAndNamesNobody() {
        // When
        for (var path : List.of("/r/METRICS-CODE", "/v1/events/metrics-event", "/v1/balances/metrics-person"))
            assertThat(get(path)).contains("\"service\"");
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(requests())
                        .anyMatch(line -> line.contains("uri=\"/r\""))
                        .anyMatch(line -> line.contains("uri=\"/v1/events\""))
                        .anyMatch(line -> line.contains("uri=\"/v1/balances\"")));
        assertThat(requests()).noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("metrics-"));
    }

    private List<String> requests() {
        return get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .toList();
    }

    private String get(String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(origin.resolve(path)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the console", e);
        }
    }
}
