package io.grapevine.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.Event;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden logs, through Kafka and PostgreSQL, against the golden summaries. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class InsightsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void theTenantHasAKey() {
        TestLog.publishKey(tenant, key, Kind.SECRET);
    }

    @ParameterizedTest
    @CsvSource({"e2e_small, E2E-G-01, 1", "e2e_medium, E2E-G-02, 2"})
    void theGoldenLogInAnyOrderAndTwiceCountsToTheGoldenSummary(String log, String id, long seed) {
        // Given
        var golden = new GoldenLog(tenant, log);
        var expected = GoldenCases.family("08_end_to_end.json")
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow()
                .expected();
        var everything = new ArrayList<Event<?>>(golden.facts());
        everything.addAll(golden.decisions());
        everything.addAll(golden.definitions());
        Collections.shuffle(everything, new Random(seed));
        // When
        TestLog.append(everything);
        awaitSummary(expected);
        TestLog.append(everything);
        TestLog.append(marker(golden));
        // Then
        await().atMost(PATIENCE)
                .until(() -> get("/v1/insights/programs/marker/events").statusCode() == 200);
        assertSummary(expected);
    }

    /** What is read last on the definitions; facts and decisions have their own readers, which the second wait gives time. */
    private List<Event<?>> marker(GoldenLog golden) {
        var program = golden.definitions().getFirst();
        var data = (io.grapevine.events.ProgramPublished) program.data();
        return List.of(Event.stated(
                tenant,
                "marker",
                "test",
                program.time(),
                null,
                new io.grapevine.events.ProgramPublished("prg_2", "marker", 1, null, data.terms())));
    }

    private void awaitSummary(JsonNode expected) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertSummary(expected));
    }

    private void assertSummary(JsonNode expected) {
        var events = json("/v1/insights/programs/golden/events");
        assertThat(events.get("total")).isEqualTo(expected.get("unique_events"));
        expected.get("by_type")
                .properties()
                .forEach(type -> assertThat(
                                events.get("byType").get(type.getKey().toLowerCase(java.util.Locale.ROOT)))
                        .isEqualTo(type.getValue()));
        assertFunnel(json("/v1/insights/programs/golden/funnel?groupBy=variant"), expected);
        assertGraph(json("/v1/insights/programs/golden/graph"), expected.get("graph"));
    }

    private static void assertFunnel(JsonNode funnel, JsonNode expected) {
        assertThat(funnel.get("signups").get("customers")).isEqualTo(expected.get("customers"));
        assertThat(funnel.get("signups").get("attributed")).isEqualTo(expected.get("bound"));
        assertThat(funnel.get("purchases").get("orders")).isEqualTo(expected.get("orders"));
        assertThat(funnel.at("/purchases/gross/0/amount")).isEqualTo(expected.get("gross_minor"));
        assertThat(funnel.at("/purchases/refunded/0/amount")).isEqualTo(expected.get("refunded_minor"));
        assertThat(funnel.at("/purchases/net/0/amount")).isEqualTo(expected.get("net_minor"));
        assertThat(funnel.get("groups")).hasSize(expected.get("variants").size());
        for (var group : funnel.get("groups")) {
            var variant = expected.get("variants").get(group.get("variant").asText());
            assertThat(group.get("clicks")).isEqualTo(variant.get("clicks"));
            assertThat(group.get("shares")).isEqualTo(variant.get("shares"));
            assertThat(group.get("signups")).isEqualTo(variant.get("signups"));
            assertThat(group.get("orders")).isEqualTo(variant.get("orders"));
            assertThat(group.get("netMinor")).isEqualTo(variant.get("net_minor"));
        }
    }

    private static void assertGraph(JsonNode graph, JsonNode expected) {
        assertThat(graph.get("nodes")).isEqualTo(expected.get("nodes"));
        assertThat(graph.get("edges")).isEqualTo(expected.get("edges"));
        assertThat(graph.get("roots")).isEqualTo(expected.get("roots"));
        assertThat(graph.get("maxDepth")).isEqualTo(expected.get("max_depth"));
        assertThat(graph.get("depthHistogram")).isEqualTo(expected.get("depth_histogram"));
    }

    private JsonNode json(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body().asString()).isEqualTo(200);
        try {
            return new JsonMapper().readTree(answer.body().asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response get(String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).get(path);
    }
}
