package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Context;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.Evidence;
import io.grapevine.events.FraudTerms;
import io.grapevine.events.FraudTerms.AfterTerm;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.events.Topic;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What speaks against a conversion waits for a person, an appeal or the end of a term. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ReviewsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    MutableClock clock;

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;
    private final Facts facts = new Facts(tenant);

    @BeforeEach
    void aProgramThatSaysNothingOfFraud() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        facts.publish(
                Programs.of("spring").pays(Trigger.SIGNUP, Trigger.PURCHASE).published(), Facts.link("ALICE", "alice"));
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void whoeverIsToldToHaveBroughtThemselvesWaitsForAPersonWithAllTheirOrders() {
        // Given
        TestLog.append(
                signUp("s0", "alice", null, "tablet", 0),
                signUp("s1", "dave", "ALICE", "tablet", 1),
                facts.purchase("p1", "o1", "dave", 1_000, 2));
        var signUp = awaitId("kind=signup&customerId=dave", "review");
        var order = awaitId("orderId=o1", "review");
        // When
        var queue = get("/v1/reviews?status=open&programKey=spring").jsonPath();
        // Then
        assertThat(queue.getList("items.id")).containsExactlyInAnyOrder(signUp, order);
        assertThat(queue.getString("items[0].signals[0].code")).isEqualTo("self_referral_device");
        assertThat(queue.getString("items[0].signals[0].evidence.sharedWith")).isEqualTo("alice");
        assertThat(queue.getList("items[0].advocates")).containsExactly("alice");
        assertThat(show(order).getBoolean("explanation.screening.signals[0].inherited"))
                .isTrue();
        assertThat(show(order).getLong("credits[0].amountMinor")).isEqualTo(1_000);
        var page = get("/v1/reviews?limit=1").jsonPath();
        assertThat(get("/v1/reviews?limit=1&cursor=" + page.getString("next"))
                        .jsonPath()
                        .getList("items"))
                .hasSize(1);
        // When: the sign-up is accepted
        var accepted = decide(signUp, "accept", "A family", "k1");
        // Then: so is what rests on it, and what is bought later
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(200);
        assertThat(accepted.jsonPath().getString("status")).isEqualTo("accepted");
        assertThat(accepted.jsonPath().getString("words[0].said")).isEqualTo("accept");
        assertThat(decide(signUp, "accept", "A family", "k1").asString()).isEqualTo(accepted.asString());
        assertThat(show(order).getString("outcome")).isEqualTo("attributed");
        assertThat(show(order).getString("explanation.screening.signUp.reason")).isEqualTo("A family");
        TestLog.append(facts.purchase("p2", "o2", "dave", 1_000, 3));
        assertThat(awaitId("orderId=o2", "attributed")).isNotEqualTo(order);
        assertThat(get("/v1/reviews?status=open").jsonPath().getList("items")).isEmpty();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TestLog.read(Topic.ATTRIBUTIONS, tenant, ConversionDecided.class))
                        .extracting(ConversionDecided::outcome)
                        .contains(ConversionDecided.Outcome.REVIEW));
    }

    @Test
    void aRefusalTakesTheCreditAndIsAppealedOnce() {
        // Given
        facts.publish(new ParticipantPublished("par_alice", "spring", "alice", "ALICE", "hash-of-mail", null, null));
        TestLog.append(facts.signUp("s1", "dave", "ALICE", "hash-of-mail", 1));
        var signUp = awaitId("kind=signup&customerId=dave", "review");
        // When
        assertThat(decide(signUp, "refuse", "The same inbox", null).statusCode())
                .isEqualTo(200);
        // Then
        var refused = show(signUp);
        assertThat(refused.getString("outcome")).isEqualTo("refused");
        assertThat(refused.getString("reason")).isEqualTo("fraud_signals");
        assertThat(refused.getList("credits")).isEmpty();
        assertThat(refused.getString("explanation.screening.word.by"))
                .isNotBlank()
                .isNotEqualTo(key);
        // When
        assertThat(appeal(signUp, "bob", "I was not even there").statusCode()).isEqualTo(422);
        var appealed = appeal(signUp, "alice", "He is my brother");
        // Then
        assertThat(appealed.statusCode()).as(appealed.asString()).isEqualTo(200);
        assertThat(appealed.jsonPath().getString("status")).isEqualTo("open");
        assertThat(show(signUp).getString("outcome")).isEqualTo("review");
        assertThat(appeal(signUp, "alice", "Really").jsonPath().getString("code"))
                .isEqualTo("nothing_to_appeal");
        assertThat(decide(signUp, "refuse", "No brother", null).statusCode()).isEqualTo(200);
        assertThat(appeal(signUp, "alice", "Really").jsonPath().getString("code"))
                .isEqualTo("appealed_before");
        assertThat(get("/v1/reviews/" + signUp).jsonPath().getList("words.said"))
                .containsExactly("refuse", "appeal", "refuse");
    }

    @Test
    void whatNobodyDecidesInItsTermIsDecidedByTheTerms() {
        // Given
        facts.publish(
                Programs.of("summer")
                        .pays(Trigger.PURCHASE)
                        .fraud(new FraudTerms(
                                50,
                                null,
                                List.of(),
                                FraudTerms.Pace.USUAL,
                                List.of(),
                                List.of(),
                                Duration.ofMinutes(20),
                                AfterTerm.REFUSE))
                        .published(),
                Facts.link("summer", "SUE", "sue"));
        TestLog.append(paid("p0", "o0", "sue", null, "card", 0), paid("p1", "o1", null, "SUE", "card", 1));
        var order = awaitId("orderId=o1&programKey=summer", "review");
        // When: broker takes no record stamped more than an hour ahead
        clock.advance(Duration.ofMinutes(30));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(show(order).getString("outcome")).isEqualTo("refused"));
        assertThat(show(order).getString("explanation.screening.word.by")).isEqualTo("term");
        assertThat(get("/v1/reviews/" + order).jsonPath().getString("status")).isEqualTo("refused");
    }

    @Test
    void whatCannotBeSaidIsRefused() {
        assertThat(decide("cnv_none", "accept", "x", null).statusCode()).isEqualTo(404);
        assertThat(decide("cnv_none", "maybe", "x", null).statusCode()).isEqualTo(422);
        assertThat(decide("cnv_none", "accept", " ", null).jsonPath().getString("errors[0].pointer"))
                .isEqualTo("/reason");
        assertThat(get("/v1/reviews?status=lost").jsonPath().getString("code")).isEqualTo("unknown_status");
        assertThat(get("/v1/reviews?limit=0").statusCode()).isEqualTo(400);
        assertThat(RestAssured.get("/v1/reviews").statusCode()).isEqualTo(401);
    }

    private Event<?> signUp(String id, String customer, @Nullable String code, String device, int day) {
        var context = new Context(null, null, null, device, null);
        return facts.at(
                id,
                day,
                new SignUpRecorded(
                        customer, null, new Evidence(null, null, code, List.of()), null, null, null, context));
    }

    private Event<?> paid(
            String id, String order, @Nullable String customer, @Nullable String code, String card, int day) {
        return facts.at(
                id,
                day,
                new PurchaseRecorded(
                        order,
                        customer,
                        customer == null ? "v-" + order : null,
                        1_000,
                        "EUR",
                        new Evidence(null, null, code, List.of()),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        card,
                        null,
                        Context.NONE));
    }

    private String awaitId(String query, String outcome) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                get("/v1/conversions?" + query).jsonPath().getList("items.outcome"))
                        .containsExactly(outcome));
        return get("/v1/conversions?" + query).jsonPath().getString("items[0].id");
    }

    private JsonPath show(String id) {
        return get("/v1/conversions/" + id).jsonPath();
    }

    private Response decide(String id, String verdict, String reason, @Nullable String idempotencyKey) {
        return post("/v1/reviews/" + id + "/decision", Map.of("verdict", verdict, "reason", reason), idempotencyKey);
    }

    private Response appeal(String id, String externalId, String text) {
        return post("/v1/reviews/" + id + "/appeal", Map.of("externalId", externalId, "text", text), null);
    }

    private Response post(String path, Map<String, String> body, @Nullable String idempotencyKey) {
        var request = RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body(body);
        return (idempotencyKey == null ? request : request.header("Idempotency-Key", idempotencyKey)).post(path);
    }

    private Response get(String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).get(path);
    }
}
