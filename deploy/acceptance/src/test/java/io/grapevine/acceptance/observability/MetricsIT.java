package io.grapevine.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.acceptance.running.AssembledSystem;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing is alerted on or drawn that the running services do not export. */
@ExtendWith(AssembledSystem.class)
class MetricsIT {

    private static final List<Integer> EXPORTING = List.of(8080, 8081, 8082, 8083, 8084, 8085, 8086);
    private static final String PURCHASE = """
            {"events": [
              {"type": "signup", "id": "metrics-s", "time": "2026-06-01T10:00:00Z", "data": {"customerId": "metrics-bob", "referralCode": "METRICS-ADA"}},
              {"type": "purchase", "id": "metrics-p", "time": "2026-06-01T10:05:00Z",
               "data": {"customerId": "metrics-bob", "orderId": "metrics-o", "amount": 5000, "currency": "EUR"}}]}""";

    @Test
    void everyMetricOfAlertsAndDashboardsIsExported(RunningSystem system) {
        // Given: some are there only once what they count has happened
        var nowhere = "http://127.0.0.1:" + system.portOf(8080) + "/nowhere";
        post(system, "/v1/webhooks", "{\"url\": \"" + nowhere + "\", \"types\": [\"*\"]}");
        post(
                system,
                "/v1/programs/demo/participants",
                "{\"externalId\": \"metrics-ada\", \"referralCode\": \"METRICS-ADA\"}");
        post(system, "/v1/events", PURCHASE);
        // When
        var wanted = Observability.metrics();
        // Then
        assertThat(wanted).hasSizeGreaterThan(20);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(exported(system)).containsAll(wanted));
    }

    private static Set<String> exported(RunningSystem system) {
        var names = new TreeSet<String>();
        for (var port : EXPORTING)
            send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + system.portOf(port) + "/q/metrics")))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        return names;
    }

    private static void post(RunningSystem system, String path, String json) {
        var _ = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + system.portOf(8080) + path))
                .header("Authorization", "Bearer gv_sk_demo")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static String send(HttpRequest.Builder request) {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the system", e);
        }
    }
}
