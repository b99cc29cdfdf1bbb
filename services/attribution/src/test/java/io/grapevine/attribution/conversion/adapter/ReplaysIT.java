package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.ReplayCompleted;
import io.grapevine.events.ReplayDecided;
import io.grapevine.events.Terms;
import io.grapevine.events.Topic;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A period is decided again in a shadow, compared, and put in the place of what was decided. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ReplaysIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> FIRST_TOUCH = Map.of("attribution", Map.of("model", "first_touch"));

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;
    private final Facts facts = new Facts(tenant);

    @BeforeEach
    void peopleWhoFollowedTwoLinks() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        facts.publish(
                Programs.of("spring").pays(Terms.Trigger.PURCHASE).published(),
                Facts.link("ALICE", "alice"),
                Facts.link("BOB", "bob"),
                Facts.link("CAROL", "carol"));
        TestLog.append(
                facts.click("c1", "v1", "ALICE", null, 1),
                facts.click("c2", "v1", "BOB", null, 2),
                facts.signUp("s1", "carol", "v1", 3),
                facts.purchase("p1", "o1", "carol", 1_000, 5),
                facts.refund("r1", "f1", "o1", 400, 6),
                facts.purchase("p2", "o2", "carol", 2_000, 20),
                facts.click("c3", "v2", "CAROL", null, 4),
                facts.signUp("s2", "dave", "v2", 5),
                facts.purchase("p3", "o3", "dave", 3_000, 6));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(current("kind=purchase")).hasSize(3));
        awaitAdvocate("o2", "bob");
    }

    @Test
    void theSameDefinitionDiffersInNothing() {
        var before = revisions();
        for (var definition : List.of(
                Map.<String, Object>of("version", 1),
                Map.<String, Object>of(),
                Map.<String, Object>of("attribution", Map.of("lookback", "30d")))) {
            // When
            var replay = completed(ask(definition, 0, 30).jsonPath().getString("id"));
            // Then
            assertThat(replay.getLong("changed")).isZero();
            assertThat(replay.getLong("progress.done")).isEqualTo(5);
            assertThat(replay.getLong("progress.total")).isEqualTo(5);
            assertThat(replay.getLong("totals.find { it.currency == 'EUR' }.before.creditedMinor"))
                    .isEqualTo(5_600);
            assertThat(replay.getMap("totals.find { it.currency == 'EUR' }.difference"))
                    .isEqualTo(Map.of("conversions", 0, "attributed", 0, "creditedMinor", 0));
            assertThat(differences(replay.getString("id"), "conversion").getList("items"))
                    .isEmpty();
            // When
            makeItHold(replay.getString("id"));
        }
        // Then
        assertThat(revisions()).isEqualTo(before);
    }

    @Test
    void anotherDefinitionDiffersFirstAndHoldsOnceItIsApplied() {
        // When: carol signs up inside the period, and orders once inside and once after it
        var asked = ask(FIRST_TOUCH, 0, 10);
        // Then
        assertThat(asked.statusCode()).isEqualTo(202);
        var id = asked.jsonPath().getString("id");
        var replay = completed(id);
        assertThat(replay.getLong("changed")).isEqualTo(3);
        assertThat(replay.getMap("totals.find { it.currency == 'EUR' }.difference"))
                .isEqualTo(Map.of("conversions", 0, "attributed", 0, "creditedMinor", 0));
        var byConversion = differences(id, "conversion");
        assertThat(byConversion.getList("items.was.advocate.externalId", String.class))
                .containsOnly("bob");
        assertThat(byConversion.getList("items.wouldBe.advocate.externalId", String.class))
                .containsOnly("alice");
        assertThat(byConversion.getList("items.find { it.kind == 'signup' }.because.terms"))
                .containsExactly("model");
        assertThat(byConversion.getList("items.find { it.kind == 'signup' }.because.reasons"))
                .containsExactly("later_touch");
        assertThat(byConversion.getList("items.find { it.orderId == 'o2' }.because.reasons"))
                .containsExactly("bound_otherwise");
        var byAdvocate = differences(id, "advocate");
        assertThat(byAdvocate.getLong("items.find { it.externalId == 'alice' && it.currency == 'EUR' }.wouldBeMinor"))
                .isEqualTo(2_600);
        assertThat(byAdvocate.getLong("items.find { it.externalId == 'bob' && it.currency == 'EUR' }.differenceMinor"))
                .isEqualTo(-2_600);
        assertThat(advocate("o1")).isEqualTo("bob");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(TestLog.read(Topic.REPLAYS, tenant, ReplayDecided.class))
                    .extracting(told -> told.decision().restatedBy())
                    .hasSize(3)
                    .contains(id);
            assertThat(TestLog.read(Topic.REPLAYS, tenant, ReplayCompleted.class))
                    .extracting(ReplayCompleted::changed)
                    .containsExactly(3L);
        });
        // When
        makeItHold(id);
        // Then: as if it had held from the beginning
        assertThat(advocate("o1")).isEqualTo("alice");
        assertThat(advocate("o2")).isEqualTo("alice");
        assertThat(current("orderId=o1").getFirst()).containsEntry("restatedBy", id);
        assertThat(current("orderId=o2").getFirst()).doesNotContainKey("restatedBy");
        assertThat(advocate("o3")).isEqualTo("carol");
        // When
        var revisions = revisions();
        assertThat(apply(id).jsonPath().getString("state")).isEqualTo("applied");
        var again = completed(ask(FIRST_TOUCH, 0, 10).jsonPath().getString("id"));
        makeItHold(again.getString("id"));
        // Then
        assertThat(again.getLong("changed")).isZero();
        assertThat(revisions()).isEqualTo(revisions);
        // When: late facts of the period, and one after it
        TestLog.append(
                facts.click("c4", "v3", "ALICE", null, 7),
                facts.click("c5", "v3", "BOB", null, 8),
                facts.signUp("s3", "erin", "v3", 9),
                facts.purchase("p4", "o4", "erin", 1_000, 9),
                facts.click("c6", "v4", "ALICE", null, 11),
                facts.click("c7", "v4", "BOB", null, 12),
                facts.signUp("s4", "frank", "v4", 13),
                facts.purchase("p5", "o5", "frank", 1_000, 14));
        // Then
        awaitAdvocate("o4", "alice");
        awaitAdvocate("o5", "bob");
        // When: the version that held is put back
        var back = completed(ask(Map.of("version", 1), 0, 10).jsonPath().getString("id"));
        makeItHold(back.getString("id"));
        // Then
        assertThat(advocate("o1")).isEqualTo("bob");
        assertThat(advocate("o4")).isEqualTo("bob");
    }

    @Test
    void whatCannotBeAReplayIsRefusedWithItsPlaceAndAFix() {
        assertThat(ask(Map.of("attribution", Map.of("model", "nearest")), 0, 10)
                        .jsonPath()
                        .getList("errors.pointer"))
                .containsExactly("/definition/attribution/model");
        assertThat(ask(Map.of("version", 9), 0, 10).jsonPath().getList("errors.pointer"))
                .containsExactly("/definition/version");
        assertThat(ask(Map.of("effectiveFrom", "2026-01-01T00:00:00Z"), 0, 10)
                        .jsonPath()
                        .getList("errors.pointer"))
                .containsExactly("/definition/effectiveFrom");
        assertThat(ask(FIRST_TOUCH, 10, 10).jsonPath().getList("errors.pointer"))
                .containsExactly("/to");
        var nobodys = new HashMap<>(body(FIRST_TOUCH, 0, 10));
        nobodys.put("programKey", "winter");
        assertThat(post("", nobodys, null).jsonPath().getList("errors.pointer")).containsExactly("/programKey");
        assertThat(post("", Map.of(), null).jsonPath().getList("errors.pointer"))
                .containsExactly("/programKey", "/from", "/to", "/definition");
        assertThat(request().get("/v1/attribution/replays/rpl_none").statusCode())
                .isEqualTo(404);
        assertThat(request().get("/v1/attribution/replays/rpl_none/differences").statusCode())
                .isEqualTo(404);
    }

    @Test
    void oneKeyIsOneReplayAndACancelledOneIsNotApplied() {
        // Given
        var first = post("", body(FIRST_TOUCH, 0, 10), "k1");
        assertThat(post("", body(FIRST_TOUCH, 0, 10), "k1").asString()).isEqualTo(first.asString());
        assertThat(post("", body(FIRST_TOUCH, 0, 11), "k1").statusCode()).isEqualTo(409);
        var id = first.jsonPath().getString("id");
        var kept = completed(id);
        assertThat(kept.getString("programKey")).isEqualTo("spring");
        assertThat(kept.getString("createdAt")).isEqualTo(first.jsonPath().getString("createdAt"));
        // When
        var cancelled = request().delete("/v1/attribution/replays/" + id);
        // Then
        assertThat(cancelled.jsonPath().getString("state")).isEqualTo("cancelled");
        assertThat(request().delete("/v1/attribution/replays/" + id).statusCode())
                .isEqualTo(200);
        assertThat(post("/" + id + "/apply", Map.of(), null).jsonPath().getString("code"))
                .isEqualTo("not_completed");
        assertThat(request().get("/v1/attribution/replays?limit=1").jsonPath().getList("items.id"))
                .containsExactly(id);
        assertThat(advocate("o1")).isEqualTo("bob");
    }

    @Test
    void aProgramThatWouldWinTheContestTakesTheOrderFromTheOther() {
        // Given
        facts.publish(
                Programs.of("partners")
                        .pays(Terms.Trigger.PURCHASE)
                        .exclusivity(new Terms.Exclusivity("default", 200))
                        .published(),
                Facts.link("partners", "PAUL", "paul"));
        TestLog.append(facts.click("c8", "v1", "PAUL", null, 2), facts.signUp("s9", "gina", "v9", 3));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(current("orderId=o1&programKey=partners"))
                        .extracting(found -> found.get("lostTo"))
                        .containsExactly("spring"));
        // When
        var body = new HashMap<>(body(Map.of("exclusivity", Map.of("rank", 1)), 0, 30));
        body.put("programKey", "partners");
        var replay = completed(post("", body, null).jsonPath().getString("id"));
        // Then
        var items = differences(replay.getString("id"), "conversion");
        assertThat(items.getList("items.findAll { it.orderId == 'o1' }.programKey", String.class))
                .containsExactlyInAnyOrder("spring", "partners");
        assertThat(items.getString("items.find { it.orderId == 'o1' && it.programKey == 'spring' }.wouldBe.lostTo"))
                .isEqualTo("partners");
    }

    private Response ask(Map<String, Object> definition, int from, int to) {
        return post("", body(definition, from, to), null);
    }

    private static Map<String, Object> body(Map<String, Object> definition, int from, int to) {
        return Map.of(
                "programKey",
                "spring",
                "from",
                Facts.MONDAY.plus(Duration.ofDays(from)).toString(),
                "to",
                Facts.MONDAY.plus(Duration.ofDays(to)).toString(),
                "definition",
                definition);
    }

    private void makeItHold(String id) {
        assertThat(apply(id).jsonPath().getString("id")).isEqualTo(id);
        assertThat(awaitState(id, "applied").getString("endedAt")).isNotBlank();
    }

    private Response apply(String id) {
        var answered = post("/" + id + "/apply", Map.of(), null);
        assertThat(answered.statusCode()).isEqualTo(202);
        return answered;
    }

    private Response post(String path, Map<String, Object> body, @Nullable String idempotencyKey) {
        var request = request().contentType("application/json").body(body);
        return (idempotencyKey == null ? request : request.header("Idempotency-Key", idempotencyKey))
                .post("/v1/attribution/replays" + path);
    }

    private RequestSpecification request() {
        return RestAssured.given().header("Authorization", "Bearer " + key);
    }

    private JsonPath completed(String id) {
        return awaitState(id, "completed");
    }

    private JsonPath awaitState(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(request()
                                .get("/v1/attribution/replays/" + id)
                                .jsonPath()
                                .getString("state"))
                        .isEqualTo(state));
        return request().get("/v1/attribution/replays/" + id).jsonPath();
    }

    private JsonPath differences(String id, String by) {
        return request()
                .get("/v1/attribution/replays/" + id + "/differences?by=" + by)
                .jsonPath();
    }

    private void awaitAdvocate(String order, String person) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(advocate(order)).isEqualTo(person));
    }

    private String advocate(String order) {
        return request()
                .get("/v1/conversions?programKey=spring&orderId=" + order)
                .jsonPath()
                .getString("items[0].advocate.externalId");
    }

    private List<Map<String, Object>> current(String query) {
        return request().get("/v1/conversions?" + query).jsonPath().getList("items");
    }

    private Map<Object, Object> revisions() {
        var revisions = new HashMap<>();
        current("limit=500").forEach(found -> revisions.put(found.get("id"), found.get("revision")));
        return revisions;
    }
}
