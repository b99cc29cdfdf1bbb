package io.grapevine.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.events.RewardChanged;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class StreamIT {

    @Inject
    MeterRegistry registry;

    private final TestTenant tenant = new TestTenant();
    private HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void aProgramWithTwoAdvocates() {
        tenant.opensProgram();
    }

    @AfterEach
    void hangUp() {
        client.shutdownNow();
        await().atMost(TestTenant.PATIENCE).until(() -> openStreams() == 0);
    }

    @Test
    void theFiguresComeAtOnceAndAgainWhenTheyChange() throws Exception {
        // When
        var events = listen();
        // Then
        await().atMost(TestTenant.PATIENCE).until(() -> events.size() == 1);
        assertThat(events.getFirst()).contains("\"orders\":0");
        // When
        tenant.report(tenant.event("e1", 0, TestTenant.purchase("o1", 1_000)));
        tenant.state("r1", TestTenant.reward(1, RewardChanged.Status.RELEASED));
        // Then
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(
                        () -> assertThat(events.getLast())
                                .contains("\"orders\":1", "\"amount\":1000")
                                .contains(
                                        "{\"status\":\"released\",\"count\":1,\"amount\":[{\"amount\":90,\"currency\":\"EUR\"}]}"));
    }

    @Test
    void whatChangesNoFigureIsNotTold() throws Exception {
        // Given
        var purchase = tenant.event("e1", 0, TestTenant.purchase("o1", 1_000));
        tenant.report(purchase);
        tenant.awaitEvents(1);
        var events = listen();
        await().atMost(TestTenant.PATIENCE).until(() -> events.size() == 1);
        // When: the same again, something in no figure, and then a change
        tenant.report(purchase, tenant.event("e2", 0, TestTenant.identify()));
        tenant.awaitEvents(2);
        tenant.report(tenant.event("e3", 1, TestTenant.purchase("o2", 500)));
        // Then
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> assertThat(events.getLast()).contains("\"orders\":2"));
        assertThat(events).hasSize(2);
    }

    @Test
    void everyListenerHasTheFiguresAndAStreamEndsWithItsClient() throws Exception {
        // When
        var first = listen();
        var other = listen();
        // Then
        await().atMost(TestTenant.PATIENCE).until(() -> first.size() == 1 && other.size() == 1);
        assertThat(first).isEqualTo(other);
        assertThat(openStreams()).isEqualTo(2);
        // When: afterwards, both hang up, and hangUp() sees the streams end
    }

    @Test
    void whoComesBackHearsWhoMovedMeanwhile() throws Exception {
        // Given
        var heard = listenFrom(null);
        await().atMost(TestTenant.PATIENCE)
                .until(() -> heard.stream().anyMatch(event -> event.contains("event:funnel")));
        tenant.state("c1", TestTenant.bind("cnv_1", "cleo", "ada", 1));
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> assertThat(heard)
                        .anySatisfy(event -> assertThat(event)
                                .contains("event:graph", "\"reset\":false")
                                .contains("{\"externalId\":\"cleo\",\"advocateExternalId\":\"ada\"}")));
        await().atMost(TestTenant.PATIENCE).until(() -> openStreams() == 1);
        var last = id(heard.getLast());
        client.shutdownNow();
        await().atMost(TestTenant.PATIENCE).until(() -> openStreams() == 0);
        // When
        tenant.state("c2", TestTenant.bind("cnv_1", "cleo", "bea", 2));
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get("/spring/graph/bea").body("friends", equalTo(1)));
        var later = listenFrom(last);
        // Then
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> assertThat(later)
                        .anySatisfy(event -> assertThat(event)
                                .contains("event:graph", "{\"externalId\":\"cleo\",\"advocateExternalId\":\"bea\"}")));
    }

    private static String id(String event) {
        return event.lines()
                .filter(line -> line.startsWith("id:"))
                .map(line -> line.substring("id:".length()).strip())
                .findFirst()
                .orElseThrow();
    }

    /** Whole events, in a client of its own, since one that has hung up cannot ask again. */
    private List<String> listenFrom(@Nullable String lastEventId) throws IOException, InterruptedException {
        client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/insights/programs/spring/stream"))
                .header("Authorization", "Bearer " + tenant.secretKey());
        if (lastEventId != null) request.header("Last-Event-ID", lastEventId);
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        var events = new CopyOnWriteArrayList<String>();
        Thread.startVirtualThread(() -> readWhole(answer.body(), events));
        return events;
    }

    private static void readWhole(InputStream body, List<String> events) {
        try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(body, StandardCharsets.UTF_8))) {
            var event = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                event.append(line).append('\n');
                if (!line.isEmpty()) continue;
                if (event.indexOf("event:") >= 0) events.add(event.toString());
                event.setLength(0);
            }
        } catch (IOException e) {
            assertThat(e).as("the client hung up").isNotNull();
        }
    }

    @Test
    void whoMayNotReadGetsAProblemAndNoStream() {
        TestTenant.ask("/winter/stream", tenant.secretKey())
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not_found"));
        TestTenant.ask("/spring/stream", tenant.publishableKey()).statusCode(403);
    }

    private double openStreams() {
        return registry.get("grapevine.insights.streams").gauge().value();
    }

    private List<String> listen() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/insights/programs/spring/stream"))
                .header("Authorization", "Bearer " + tenant.secretKey())
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        var events = new CopyOnWriteArrayList<String>();
        Thread.startVirtualThread(() -> read(answer.body(), events));
        return events;
    }

    private static void read(InputStream body, List<String> events) {
        try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(body, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> line.startsWith("data:")).forEach(events::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            assertThat(e).as("the client hung up").isNotNull();
        }
    }
}
