package io.grapevine.console.overview.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.console.StubBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubBackends.class)
class OverviewIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // set by the test framework
    @TestHTTPResource("/")
    URI origin;

    @AfterEach
    void everythingIsReadyAgain() {
        StubBackends.NOT_READY.clear();
        StubBackends.SILENT.clear();
    }

    @Test
    void theOriginIsReadyWhenEveryServiceIs() throws Exception {
        // When
        var answer = get("/q/health/ready");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(checks(answer)).hasSize(6);
    }

    @Test
    void aServiceThatIsNotReadyIsNamedWithItsReason() throws Exception {
        // Given
        StubBackends.NOT_READY.add("attribution");
        // When
        var answer = get("/q/health/ready");
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(checks(answer).stream()
                        .map(JsonObject.class::cast)
                        .filter(check -> "DOWN".equals(check.getString("status"))))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.getString("name")).isEqualTo("attribution");
                    assertThat(check.getJsonObject("data").getString("reason")).isEqualTo("not ready: database");
                });
    }

    @Test
    void aServiceThatIsGoneIsNotReady() throws Exception {
        // Given
        StubBackends.stopOne("insights");
        // When
        var answer = get("/q/health/ready");
        StubBackends.startAgain("insights");
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("does not answer");
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void silentServicesAreAskedAtOnceAndGivenUpAfterTwoSeconds() throws Exception {
        // Given
        StubBackends.SILENT.add("attribution");
        StubBackends.SILENT.add("insights");
        StubBackends.SILENT.add("programs");
        // When
        var startedAt = System.nanoTime();
        var answer = get("/q/health/ready");
        var took = Duration.ofNanos(System.nanoTime() - startedAt);
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(took).isBetween(Duration.ofMillis(1900), Duration.ofMillis(3900));
    }

    @Test
    void theConsoleItselfLivesWhenServicesDoNot() throws Exception {
        // Given
        StubBackends.NOT_READY.add("attribution");
        // When
        var answer = get("/q/health/live");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void theStartPageShowsServicesKeysAndQuickstart() throws Exception {
        // Given
        StubBackends.NOT_READY.add("attribution");
        // When
        var page = get("/");
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(page.body())
                .contains("lang=\"en\"", "gv_sk_demo", "not ready: database", "click-tracking")
                .contains("curl -s " + origin.toString().replaceAll("/$", "") + "/v1/events")
                .contains("-d '{\"externalId\"")
                .doesNotContain("{origin}", "\\{");
    }

    @Test
    void styleAndIconOfTheStartPageAreServed() throws Exception {
        assertThat(get("/assets/start.css").statusCode()).isEqualTo(200);
        assertThat(get("/assets/grapevine.svg").statusCode()).isEqualTo(200);
    }

    @Test
    void theApiDescriptionsAreListed() throws Exception {
        // When
        var items = new JsonObject(get("/openapi").body()).getJsonArray("items");
        // Then
        assertThat(items).hasSize(6);
        assertThat(items.getJsonObject(0).getString("openapi")).isEqualTo("/openapi/click-tracking");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(origin.resolve(path)).build(), BodyHandlers.ofString());
    }

    private static JsonArray checks(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getJsonArray("checks");
    }
}
