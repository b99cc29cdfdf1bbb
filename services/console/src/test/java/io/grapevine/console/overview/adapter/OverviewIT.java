package io.grapevine.console.overview.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubBackends.class)
class OverviewIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
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
    void theOriginIsReadyWhenEveryServiceIs() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var answer = get("/q/health/ready");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(checks(answer)).hasSize(6);
        });
    }

    @Test
    void aServiceThatIsNotReadyIsNamedWithItsReason() {
        // Given
        StubBackends.NOT_READY.add("attribution");
        // When, then
        await().atMost(PATIENCE).untilAsserted(() -> {
            var answer = get("/q/health/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(down(answer)).singleElement().satisfies(check -> {
                assertThat(check.getString("name")).isEqualTo("attribution");
                assertThat(check.getJsonObject("data").getString("reason")).isEqualTo("not ready: database");
            });
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
        await().atMost(PATIENCE).until(() -> get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void silentServicesAreAskedAtOnceAndGivenUpAfterTwoSeconds() throws Exception {
        // Given: one after the other they would take 12 s
        StubBackends.SILENT.addAll(StubBackends.SERVICES);
        // When
        var startedAt = System.nanoTime();
        var answer = get("/q/health/ready");
        var took = Duration.ofNanos(System.nanoTime() - startedAt);
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("no answer within 2 s");
        assertThat(took).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(9));
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
        await().atMost(PATIENCE).until(() -> get("/").body().contains("not ready: database"));
        // When
        var page = get("/");
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'")
                .endsWith("script-src 'self'; connect-src 'self'");
        assertThat(page.body())
                .contains("lang=\"en\"", "gv_sk_demo", "click-tracking")
                .contains("GRAPEVINE=" + origin.toString().replaceAll("/$", ""))
                .contains("<script src=\"/assets/funnel.js\" defer></script>")
                .doesNotContain("{origin}", "\\{");
    }

    @Test
    void experimentsGoalsAndGraphHavePagesThatLeadToEachOther() throws Exception {
        // When
        var experiments = get("/experiments");
        var goals = get("/goals");
        var graph = get("/graph");
        // Then
        for (var page : List.of(experiments, goals, graph)) {
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'")
                    .endsWith("script-src 'self'; connect-src 'self'");
            assertThat(page.body()).contains("lang=\"en\"", "data-program=\"demo\"", "<a href=\"/\">");
        }
        assertThat(experiments.body())
                .contains("<script type=\"module\" src=\"/assets/experiments.js\"></script>")
                .contains("<a href=\"/goals\">", "/v1/insights/programs/{key}/experiments");
        assertThat(goals.body())
                .contains("<script type=\"module\" src=\"/assets/goals.js\"></script>")
                .contains("<a href=\"/experiments\">", "<a href=\"/graph\">", "/v1/insights/programs/{key}/kpis");
        assertThat(graph.body())
                .contains("<script type=\"module\" src=\"/assets/graph.js\"></script>", "never a verdict")
                .contains("<a href=\"/experiments\">", "<a href=\"/goals\">", "/v1/insights/programs/{key}/rings");
        assertThat(get("/").body()).contains("<a href=\"/experiments\">", "<a href=\"/goals\">", "<a href=\"/graph\">");
    }

    @Test
    void theQuickstartIsThatOfTheReadme() throws Exception {
        // Given
        var readme = Files.readString(
                Path.of(System.getProperty("maven.multiModuleProjectDirectory")).resolve("README.md"));
        var section = readme.substring(readme.indexOf("## From advocate to reward, by curl"));
        var commands = found("```sh\n(.*?)\n```", section.substring(0, section.indexOf("\n## ", 1)));
        // When
        var shown = found("<pre tabindex=\"0\"><code>(.*?)</code></pre>", get("/").body());
        // Then
        var here = origin.toString().replaceAll("/$", "");
        assertThat(commands).hasSizeGreaterThan(5);
        assertThat(shown)
                .isEqualTo(commands.stream()
                        .map(command -> command.replace("http://localhost:8080", here))
                        .toList());
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void stylesScriptsAndIconOfThePagesAreServed() throws Exception {
        for (var asset : List.of(
                "funnel.js",
                "start.css",
                "grapevine.svg",
                "figures.js",
                "experiments.js",
                "goals.js",
                "graph.js",
                "figures.css"))
            assertThat(get("/assets/" + asset).statusCode()).as(asset).isEqualTo(200);
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

    private static Stream<JsonObject> down(HttpResponse<String> answer) {
        return checks(answer).stream()
                .map(JsonObject.class::cast)
                .filter(check -> "DOWN".equals(check.getString("status")));
    }

    private static JsonArray checks(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getJsonArray("checks");
    }
}
