package io.grapevine.rewardissuing.ledger.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.EventJson;
import io.grapevine.events.ProgramPublished;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger as a file that is complete in itself. What it proves is deploy/acceptance's to verify, with code of its own. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ExportIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** More than two pages of a chain. */
    private static final int ORDERS = 4_100;

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void aTenant() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        say(new ProgramPublished("prg_1", "demo", 1, null, terms(commission())));
    }

    @Test
    void everyPageOfEveryChainIsInTheFileOnceAndInOrder() {
        // Given
        var events = IntStream.range(0, ORDERS)
                .<Event<?>>mapToObj(order -> event(purchase()
                        .of("cnv_" + order)
                        .order("o-" + order)
                        .by("fay-" + order, null)
                        .amount(1_000 + order, "EUR")
                        .build()))
                .toList();
        TestLog.append(events);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(get("/v1/ledger/verify").jsonPath().getInt("sealed"))
                                .isEqualTo(ORDERS));
        // When
        var lines = lines("/v1/ledger/export");
        // Then
        assertThat(lines.getFirst().path("type").asText()).isEqualTo("ledger");
        assertThat(lines.getLast().path("transfers").asInt()).isEqualTo(ORDERS);
        var ends = new HashMap<Integer, JsonNode>();
        for (var line : lines.subList(1, lines.size() - 1)) {
            var before = ends.put(line.path("shard").asInt(), line);
            assertThat(line.path("sequence").asLong())
                    .isEqualTo(before == null ? 1 : before.path("sequence").asLong() + 1);
            assertThat(line.path("previous")).isEqualTo(before == null ? line.path("previous") : before.path("hash"));
        }
        assertThat(lines).hasSize(ORDERS + 2);
        assertThat(lines.getLast().path("heads"))
                .allSatisfy(
                        head -> assertThat(ends.get(head.path("shard").asInt()).path("hash"))
                                .isEqualTo(head.path("hash")));
    }

    @Test
    void anAccountsStatementHasWhatItHadWhatMovedItAndWhatItHadThen() {
        // Given
        say(purchase().build());
        await().atMost(PATIENCE).until(() -> moved("payable:ada") == 1);
        var between = Instant.now();
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(between.plusMillis(5)));
        say(purchase().revision(2).refunded(4_000).build());
        await().atMost(PATIENCE).until(() -> moved("payable:ada") == 2);
        // When
        var all = lines("/v1/ledger/export?account=payable:ada");
        var later = lines("/v1/ledger/export?account=payable:ada&from=" + between.plusMillis(1));
        // Then
        assertThat(all.getFirst().path("opening")).isEmpty();
        assertThat(all.getLast().path("closing").path("EUR").asLong()).isEqualTo(-600);
        assertThat(all).hasSize(4);
        assertThat(later.getFirst().path("opening").path("EUR").asLong()).isEqualTo(-1_000);
        assertThat(later.get(1).path("entries")).hasSize(2);
        assertThat(later).hasSize(3);
        assertThat(later.getLast().path("transfers").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsNoPeriodIsRefused() {
        await().atMost(PATIENCE).until(() -> get("/v1/ledger/export").statusCode() == 200);
        assertThat(get("/v1/ledger/export?account=payable:ada&from=yesterday")
                        .jsonPath()
                        .getString("code"))
                .isEqualTo("invalid_period");
        assertThat(get("/v1/ledger/export?from=2026-01-01T00:00:00Z").jsonPath().getString("code"))
                .isEqualTo("account_required");
        assertThat(lines("/v1/ledger/export?account=payable:nobody")).hasSize(2);
    }

    private int moved(String account) {
        return get("/v1/ledger/entries?account=" + account)
                .jsonPath()
                .getList("items")
                .size();
    }

    private List<JsonNode> lines(String path) {
        return get(path).asString().lines().map(ExportIT::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return EventJson.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private Response get(String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).get(path);
    }

    private void say(EventData data) {
        TestLog.append(event(data));
    }

    private Event<?> event(EventData data) {
        return Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data);
    }
}
