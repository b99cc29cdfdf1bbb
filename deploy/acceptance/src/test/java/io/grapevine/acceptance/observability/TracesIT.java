package io.grapevine.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.acceptance.observability.TraceCollector.CollectedSpan;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a request caused is seen as one trace, from the edge to the reward and to those who are told of it. */
class TracesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CLICK = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PURCHASE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String ADVOCATE = """
            {"externalId": "traces-ada", "referralCode": "TRACES-ADA"}""";
    private static final String BOUGHT = """
            {"events": [
              {"type": "signup", "id": "traces-s", "time": "2026-06-01T10:00:00Z", "data": {"customerId": "traces-bob", "referralCode": "TRACES-ADA"}},
              {"type": "purchase", "id": "traces-p", "time": "2026-06-01T10:05:00Z",
               "data": {"customerId": "traces-bob", "orderId": "traces-o", "amount": 5000, "currency": "EUR"}}]}""";

    @Test
    void aClickAndAPurchaseAreEachOneTraceThroughTheServices() throws Exception {
        try (var collector = TraceCollector.start();
                var system = started(collector);
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            // Given
            post(http, system, "/v1/programs/demo/participants", ADVOCATE, "");
            var origin = "http://127.0.0.1:" + system.portOf(8080);
            // When
            var click = HttpRequest.newBuilder(URI.create(origin + "/r/TRACES-ADA"))
                    .header("traceparent", parent(CLICK))
                    .build();
            await().atMost(PATIENCE).until(() -> status(http, click) == 302);
            post(http, system, "/v1/events", BOUGHT, parent(PURCHASE));
            // Then
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(collector.spansOf(CLICK))
                        .extracting(CollectedSpan::service)
                        .contains("click-tracking", "attribution", "insights");
                assertThat(collector.spansOf(PURCHASE))
                        .extracting(CollectedSpan::service)
                        .contains("click-tracking", "attribution", "reward-issuing", "notification", "insights");
                assertThat(collector.spansOf(PURCHASE))
                        .as("who reads the reward")
                        .filteredOn(span -> span.name().contains("grapevine.rewards"))
                        .extracting(CollectedSpan::service)
                        .contains("notification", "insights");
            });
        }
    }

    private static RunningSystem started(TraceCollector collector) throws IOException {
        return RunningSystem.start(
                RunningSystem.projectDirectory(),
                Path.of("target", "system", "traces-" + Instant.now().toEpochMilli()),
                Map.of(
                        "GRAPEVINE_TRACES",
                        collector.endpoint(),
                        "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                        "http/protobuf"));
    }

    private static String parent(String traceId) {
        return "00-" + traceId + "-" + CALLER + "-01";
    }

    private static void post(HttpClient http, RunningSystem system, String path, String json, String traceParent)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + system.portOf(8080) + path))
                .header("Authorization", "Bearer gv_sk_demo")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (!traceParent.isEmpty()) request.header("traceparent", traceParent);
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static int status(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
