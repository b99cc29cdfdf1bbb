package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Explanation;
import io.grapevine.events.Terms;
import io.grapevine.events.Topic;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff credit a conversion by hand; nothing but their own reversal takes it back. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ManualAttributionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;
    private final Facts facts = new Facts(tenant);

    @BeforeEach
    void twoProgramsOfOneGroup() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        facts.publish(
                Programs.of("spring")
                        .pays(Terms.Trigger.SIGNUP, Terms.Trigger.PURCHASE)
                        .published(),
                Programs.of("partners").pays(Terms.Trigger.PURCHASE).published(),
                Facts.link("ALICE", "alice"),
                Facts.link("BOB", "bob"),
                Facts.link("partners", "PAUL", "paul"));
    }

    @Test
    void anOrderStaysCreditedToWhomStaffNamedUntilItIsReversed() {
        // Given
        TestLog.append(facts.click("c1", "v1", "BOB", null, 1), facts.guest("p1", "o1", "v1", 1_000, 5));
        var id = awaitId("orderId=o1&programKey=spring", "attributed");
        // When
        var assigned = assign(id, Map.of("externalId", "alice", "reason", "Ticket 4711"), "k1");
        // Then
        assertThat(assigned.statusCode()).isEqualTo(200);
        var manual = assigned.jsonPath();
        assertThat(manual.getString("advocate.participantId")).isEqualTo("par_alice");
        assertThat(manual.getString("explanation.rule")).isEqualTo("manual");
        assertThat(manual.getString("explanation.manual.reason")).isEqualTo("Ticket 4711");
        assertThat(manual.getString("explanation.manual.by")).isNotBlank().isNotEqualTo(key);
        assertThat(manual.getString("explanation.manual.before.advocate.externalId"))
                .isEqualTo("bob");
        var revisions = manual.getList("revisions").size();
        assertThat(assign(id, Map.of("externalId", "alice", "reason", "Ticket 4711"), "k1")
                        .asString())
                .isEqualTo(assigned.asString());
        assertThat(assign(id, Map.of("externalId", "bob", "reason", "Ticket 4711"), "k1")
                        .statusCode())
                .isEqualTo(409);
        // When: more facts come
        TestLog.append(facts.click("c2", "v1", "BOB", null, 2), facts.refund("r1", "f1", "o1", 400, 6));
        // Then: what comes back counts, who brought whom does not
        await().atMost(PATIENCE).untilAsserted(() -> {
            var shown = show(id);
            assertThat(shown.getLong("refunded.amount")).isEqualTo(400);
            assertThat(shown.getString("advocate.externalId")).isEqualTo("alice");
            assertThat(shown.getLong("credits[0].amountMinor")).isEqualTo(600);
        });
        // When
        var reversed = reverse(id, "Ticket 4711 was another order's");
        // Then
        assertThat(reversed.statusCode()).isEqualTo(200);
        var back = reversed.jsonPath();
        assertThat(back.getString("advocate.externalId")).isEqualTo("bob");
        assertThat(back.getList("explanation.candidates")).hasSize(2);
        assertThat(back.getString("explanation.manual.action")).isEqualTo("reversed");
        assertThat(back.getString("explanation.manual.before.advocate.externalId"))
                .isEqualTo("alice");
        assertThat(back.getList("revisions").size()).isGreaterThan(revisions);
        assertThat(back.getList("revisions.explanation.manual.reason"))
                .contains("Ticket 4711", "Ticket 4711 was another order's");
        assertThat(reverse(id, "again").jsonPath().getString("code")).isEqualTo("nothing_to_reverse");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TestLog.read(Topic.ATTRIBUTIONS, tenant, ConversionDecided.class))
                        .filteredOn(decided -> decided.conversionId().equals(id))
                        .extracting(decided -> decided.explanation().manual())
                        .extracting(word -> word == null ? null : word.action())
                        .contains(null, Explanation.Manual.Action.ATTRIBUTED, Explanation.Manual.Action.REVERSED));
    }

    @Test
    void aSignUpCreditedByHandBindsItsCustomer() {
        // Given
        TestLog.append(
                facts.signUp("s1", "dave", "v9", 1),
                facts.signUp("s2", "dave", "v9", 2),
                facts.purchase("p1", "o1", "dave", 1_000, 5));
        var order = awaitId("orderId=o1&programKey=spring", "unattributed");
        var signUps = get("/v1/conversions?kind=signup&programKey=spring").jsonPath();
        var first = signUps.getString("items.find { it.eventId == 's1' }.id");
        var repeated = signUps.getString("items.find { it.eventId == 's2' }.id");
        // When
        var assigned = assign(first, Map.of("participantId", "par_alice", "reason", "Ticket 1"), null);
        // Then
        assertThat(assigned.statusCode()).isEqualTo(200);
        assertThat(show(order).getString("advocate.externalId")).isEqualTo("alice");
        assertThat(show(order).getString("explanation.boundBy")).isEqualTo("s1");
        // When: evidence turns up that would have decided otherwise
        TestLog.append(facts.click("c1", "v9", "BOB", null, 0), facts.purchase("p2", "o2", "dave", 500, 6));
        assertThat(awaitId("orderId=o2&programKey=spring", "attributed")).isNotBlank();
        // Then
        assertThat(show(first).getString("advocate.externalId")).isEqualTo("alice");
        assertThat(assign(repeated, Map.of("externalId", "alice", "reason", "Ticket 1"), null)
                        .jsonPath()
                        .getString("code"))
                .isEqualTo("not_attributable");
        // When
        var reversed = RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .queryParam("reason", "Not so")
                .delete("/v1/conversions/" + first + "/attribution");
        // Then
        assertThat(reversed.statusCode()).isEqualTo(200);
        assertThat(reversed.jsonPath().getString("advocate.externalId")).isEqualTo("bob");
        assertThat(show(order).getString("advocate.externalId")).isEqualTo("bob");
    }

    @Test
    void whomTheCustomerBroughtCannotHaveBroughtThem() {
        // Given
        facts.publish(Facts.link("DAVE", "dave"));
        TestLog.append(facts.signUp("s0", "alice", "DAVE", null, 0), facts.signUp("s1", "dave", "v1", 1));
        assertThat(awaitId("kind=signup&customerId=alice&programKey=spring", "attributed"))
                .isNotBlank();
        var id = awaitId("kind=signup&customerId=dave&programKey=spring", "unattributed");
        // When
        var refused = assign(id, Map.of("externalId", "alice", "reason", "Ticket 2"), null);
        // Then
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("detail")).contains("cycle");
        assertThat(show(id).getString("outcome")).isEqualTo("unattributed");
        assertThat(show(id).<Object>get("explanation.manual")).isNull();
    }

    @Test
    void theUplineOfWhomStaffNamedFollowsLaterFacts() {
        // Given
        facts.publish(
                Programs.of("deep").deep().published(),
                Facts.link("deep", "DORA", "dora"),
                Facts.link("deep", "EVE", "eve"));
        TestLog.append(facts.guest("p1", "o1", "v1", 1_000, 5));
        var id = awaitId("orderId=o1&programKey=deep", "unattributed");
        assertThat(assign(id, Map.of("externalId", "dora", "reason", "Ticket 3"), null)
                        .jsonPath()
                        .getList("upline"))
                .isEmpty();
        // When
        TestLog.append(facts.signUp("s1", "dora", "EVE", null, 1));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(show(id).getString("upline[0].externalId")).isEqualTo("eve"));
    }

    @Test
    void anotherProgramOfTheGroupIsNoLongerCredited() {
        // Given
        TestLog.append(facts.click("c1", "v1", "PAUL", null, 1), facts.guest("p1", "o1", "v1", 1_000, 5));
        var partners = awaitId("orderId=o1&programKey=partners", "attributed");
        var spring = awaitId("orderId=o1&programKey=spring", "unattributed");
        // When
        assertThat(assign(spring, Map.of("externalId", "alice", "reason", "Ticket 5"), null)
                        .statusCode())
                .isEqualTo(200);
        // Then
        assertThat(show(partners).getString("lostTo")).isEqualTo("spring");
        assertThat(show(spring).getBoolean("explanation.contest.contenders[0].manual"))
                .isTrue();
        // When
        assertThat(reverse(spring, "Not so").statusCode()).isEqualTo(200);
        // Then
        assertThat(show(partners).getString("advocate.externalId")).isEqualTo("paul");
        assertThat(show(spring).getString("reason")).isEqualTo("invalid_code");
    }

    @Test
    void whatIsWrongIsToldWithItsField() {
        // Given
        TestLog.append(facts.purchase("p1", "o1", "dave", 1_000, 5));
        var id = awaitId("orderId=o1&programKey=spring", "unattributed");
        facts.publish(Facts.link("DAVE", "dave"));
        // Then
        assertRefused(
                assign(id, Map.of("externalId", "nobody", "reason", "x"), null), "/externalId", "unknown_participant");
        assertRefused(
                assign(id, Map.of("externalId", "paul", "reason", "x"), null), "/externalId", "unknown_participant");
        assertRefused(assign(id, Map.of("reason", "x"), null), "/participantId", "required");
        assertRefused(
                assign(id, Map.of("externalId", "alice", "participantId", "par_alice", "reason", "x"), null),
                "/participantId",
                "required");
        assertRefused(assign(id, Map.of("externalId", "alice"), null), "/reason", "required");
        assertRefused(assign(id, Map.of("externalId", "alice", "reason", " "), null), "/reason", "required");
        assertRefused(reverse(id, ""), "/reason", "required");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertRefused(
                        assign(id, Map.of("externalId", "dave", "reason", "x"), null), "/externalId", "self_referral"));
        assertThat(assign("cnv_none", Map.of("externalId", "alice", "reason", "x"), null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(show(id).getInt("revision")).isEqualTo(1);
    }

    private static void assertRefused(Response answer, String pointer, String code) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo(pointer);
        assertThat(answer.jsonPath().getString("errors[0].code")).isEqualTo(code);
    }

    private String awaitId(String query, String outcome) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var found = get("/v1/conversions?" + query);
            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(found.jsonPath().getString("items[0].outcome")).isEqualTo(outcome);
        });
        return get("/v1/conversions?" + query).jsonPath().getString("items[0].id");
    }

    private JsonPath show(String id) {
        return get("/v1/conversions/" + id).jsonPath();
    }

    private Response get(String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).get(path);
    }

    private Response assign(String id, Map<String, String> body, @Nullable String idempotencyKey) {
        var request = RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body(body);
        return (idempotencyKey == null ? request : request.header("Idempotency-Key", idempotencyKey))
                .post("/v1/conversions/" + id + "/attribution");
    }

    private Response reverse(String id, String reason) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body(Map.of("reason", reason))
                .post("/v1/conversions/" + id + "/attribution/reversal");
    }
}
