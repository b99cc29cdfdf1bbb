package io.grapevine.rewardissuing.delivery.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.KafkaEvents;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Topic;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer that lost something asks for it, and is told the same again. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class RedeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** More than one page. */
    private static final int ORDERS = 130;

    private static final String ASK = "/v1/rewards/redeliveries";

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void rewardsOfTwoPeople() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        say(new ProgramPublished(
                "prg_1", "demo", 1, null, terms(commission(), percent("second", Role.UPLINE, 2, "3", null))));
        var events = IntStream.range(0, ORDERS)
                .<Event<?>>mapToObj(order -> event(purchase()
                        .of("cnv_" + order)
                        .order("o-" + order)
                        .upline(2, "bea")
                        .build()))
                .toList();
        TestLog.append(events);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(TestLog.read(Topic.REWARDS, tenant)).hasSize(2 * ORDERS));
    }

    @Test
    void everyEventOfAPeriodComesAgainAsItWasAndMarked() {
        // Given
        Map<String, Object> body =
                Map.of("from", "2026-01-01T00:00:00Z", "to", Instant.now().toString());
        // When
        var asked = ask("key-1", body);
        // Then
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.jsonPath().getInt("events")).isEqualTo(2 * ORDERS);
        var id = asked.jsonPath().getString("id");
        assertThat(completed(id).getInt("sent")).isEqualTo(2 * ORDERS);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(TestLog.read(Topic.REWARDS, tenant)).hasSize(4 * ORDERS));
        assertThat(TestLog.read(Topic.REWARDS, tenant).stream().collect(Collectors.groupingBy(Event::id)))
                .hasSize(2 * ORDERS)
                .allSatisfy((name, twice) -> {
                    assertThat(twice).hasSize(2);
                    assertThat(twice.getLast().data())
                            .isEqualTo(twice.getFirst().data());
                    assertThat(twice.getLast().time())
                            .isEqualTo(twice.getFirst().time());
                    assertThat(twice.getLast().source())
                            .isEqualTo(twice.getFirst().source());
                });
        assertThat(TestLog.headers(Topic.REWARDS, tenant, KafkaEvents.REDELIVERY))
                .hasSize(2 * ORDERS)
                .containsOnly(id);
        // When: the same request again
        var again = ask("key-1", body);
        var other = ask("key-1", Map.of("from", "2026-02-01T00:00:00Z", "to", "2026-03-01T00:00:00Z"));
        // Then
        assertThat(again.asString()).isEqualTo(asked.asString());
        assertThat(other.jsonPath().getString("code")).isEqualTo("idempotency_conflict");
        assertThat(get(ASK).jsonPath().getList("items.id")).containsExactly(id);
    }

    @Test
    void whoAsksForOnePersonIsToldOfThatPersonOnly() {
        // Given
        var end = Instant.now().toString();
        // When
        var asked =
                ask(null, Map.of("from", "2026-01-01T00:00:00Z", "to", end, "externalId", "bea", "programKey", "demo"));
        // Then
        assertThat(completed(asked.jsonPath().getString("id")).getInt("sent")).isEqualTo(ORDERS);
        // When
        var nothing = ask(null, Map.of("from", "2026-01-01T00:00:00Z", "to", "2026-01-02T00:00:00Z"));
        // Then
        assertThat(completed(nothing.jsonPath().getString("id")).getInt("sent")).isZero();
        assertThat(ask(null, Map.of("from", "2026-01-01T00:00:00Z", "to", "2126-01-01T00:00:00Z"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(get(ASK + "/rdl_none").statusCode()).isEqualTo(404);
        assertThat(get(ASK + "?limit=1").jsonPath().getString("next"))
                .isEqualTo(nothing.jsonPath().getString("id"));
    }

    private JsonPath completed(String id) {
        await().atMost(PATIENCE)
                .until(() -> get(ASK + "/" + id).jsonPath().getString("state").equals("completed"));
        return get(ASK + "/" + id).jsonPath();
    }

    private Response ask(@Nullable String idempotencyKey, Map<String, Object> body) {
        var request = RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body(body);
        if (idempotencyKey != null) request = request.header("Idempotency-Key", idempotencyKey);
        return request.post(ASK);
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
