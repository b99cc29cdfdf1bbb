package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.Context;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.Terms;
import io.grapevine.events.Topic;
import io.grapevine.testkit.fact.Clicks;
import io.grapevine.testkit.fact.Purchases;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class AttributionIT {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    private final String tenant = "t-" + UUID.randomUUID();

    @BeforeEach
    void aProgramWithTwoAdvocates() {
        publish(new ProgramPublished("prg_1", "spring", 1, null, terms()), link("ALICE", "alice"), link("BOB", "bob"));
    }

    @Test
    void purchaseOfABoundCustomerIsCreditedToTheAdvocateOfTheLastTouch() {
        // Given
        report(click("e1", "v1", "ALICE", 0), click("e2", "v1", "BOB", 1), signUp("e3", "dave", "v1", null, 2));
        // When
        report(purchase("e4", "o1", "dave", 10_000, 3));
        // Then: a revision made before the second click came may credit the first
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var decided = latest("o1");
            assertThat(decided.advocate()).isEqualTo(new ConversionDecided.Advocate("par_bob", "bob", "BOB"));
            assertThat(decided.credits()).containsExactly(new ConversionDecided.Credit("par_bob", "bob", 1.0, 10_000));
        });
    }

    @Test
    void factsInAnyOrderEndInTheSameDecision() {
        // Given
        var facts = new ArrayList<>(List.of(
                click("e1", "v1", "ALICE", 0),
                signUp("e3", "dave", "v1", null, 2),
                click("e5", "v2", "UNKNOWN", 3),
                signUp("e6", "erin", "v2", "dave", 4),
                purchase("e7", "o1", "erin", 10_000, 5),
                refund("e8", "r1", "o1", 2_500, 6)));
        publish(link("dave", "dave"));
        Collections.shuffle(facts, new Random(7));
        // When
        facts.forEach(this::report);
        report(facts.toArray(Event<?>[]::new));
        // Then
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var decided = latest("o1");
            assertThat(decided.outcome()).isEqualTo(ConversionDecided.Outcome.ATTRIBUTED);
            assertThat(decided.refundedMinor()).isEqualTo(2_500);
            assertThat(decided.upline()).containsExactly(new ConversionDecided.Upline(2, "par_alice", "alice"));
        });
    }

    @Test
    void aCodeThatAppearsLateIsDecidedAgain() {
        // Given
        report(signUp("e1", "dave", null, "CAROL", 0));
        await().untilAsserted(() -> assertThat(signUps()).hasSize(1));
        // When
        publish(link("CAROL", "carol"));
        // Then
        await().untilAsserted(() -> assertThat(signUps())
                .extracting(ConversionDecided::revision, ConversionDecided::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, ConversionDecided.Outcome.UNATTRIBUTED),
                        org.assertj.core.groups.Tuple.tuple(2, ConversionDecided.Outcome.ATTRIBUTED)));
    }

    @Test
    void aConversionIsShownWithItsExplanationToItsTenantOnly() {
        // Given
        var key = "gv_sk_" + tenant;
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        TestLog.publishKey("other", "gv_sk_other", ApiKeyPublished.Kind.SECRET);
        report(
                click("e1", "v1", "ALICE", 0),
                signUp("e2", "dave", "v1", null, 1),
                purchase("e3", "o1", "dave", 500, 2));
        var id = awaitDecision("o1", ConversionDecided.Outcome.ATTRIBUTED).conversionId();
        // When
        await().until(() -> get(key, "/v1/conversions/" + id).statusCode() == 200);
        var shown = get(key, "/v1/conversions/" + id).jsonPath();
        // Then
        assertThat(shown.getString("advocate.externalId")).isEqualTo("alice");
        assertThat(shown.getString("explanation.rule")).isEqualTo("binding");
        assertThat(shown.getInt("amount.amount")).isEqualTo(500);
        assertThat(shown.getList("revisions")).isNotEmpty();
        await().until(() -> get("gv_sk_other", "/v1/conversions").statusCode() == 200);
        assertThat(get("gv_sk_other", "/v1/conversions/" + id).statusCode()).isEqualTo(404);
        assertThat(get("gv_sk_nobody", "/v1/conversions").statusCode()).isEqualTo(401);
        assertThat(get(key, "/v1/conversions?customerId=dave&kind=signup")
                        .jsonPath()
                        .getList("items"))
                .hasSize(1);
        assertThat(get(key, "/v1/conversions?kind=gift").jsonPath().getString("code"))
                .isEqualTo("invalid_parameter");
    }

    @Test
    void aParticipantSeesOnlyWhatIsTheirs() {
        // Given
        var key = "gv_sk_" + tenant;
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        report(
                click("e1", "v1", "ALICE", 0),
                click("e2", "v1", "BOB", 1),
                signUp("e3", "dave", "v1", null, 2),
                purchase("e4", "o1", "dave", 500, 3));
        await().until(() -> signUps().stream()
                .anyMatch(decided -> decided.explanation().candidates().size() == 2));
        var path = "/v1/conversions/" + signUps().getLast().conversionId() + "/participant-view";
        // When
        await().until(() -> get(key, path + "?externalId=alice").statusCode() == 200);
        var alice = get(key, path + "?externalId=alice");
        // Then
        assertThat(alice.jsonPath().getBoolean("credited")).isFalse();
        assertThat(alice.jsonPath().getString("why")).isEqualTo("Somebody else is credited.");
        assertThat(alice.jsonPath().getList("touches.code")).containsExactly("ALICE");
        assertThat(alice.jsonPath().getInt("otherTouches")).isEqualTo(1);
        assertThat(alice.asString()).doesNotContain("bob", "BOB", "dave", "v1", "null");
        assertThat(get(key, path + "?externalId=bob").jsonPath().getBoolean("credited"))
                .isTrue();
        assertThat(get(key, path + "?externalId=mallory").statusCode()).isEqualTo(404);
        assertThat(get(key, path).statusCode()).isEqualTo(400);
        assertThat(get("gv_sk_nobody", path + "?externalId=alice").statusCode()).isEqualTo(401);
    }

    private static io.restassured.response.Response get(String key, String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).get(path);
    }

    private ConversionDecided awaitDecision(String orderId, ConversionDecided.Outcome outcome) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> TestLog.read(Topic.ATTRIBUTIONS, tenant, ConversionDecided.class).stream()
                        .anyMatch(decided -> orderId.equals(decided.orderId()) && decided.outcome() == outcome));
        return latest(orderId);
    }

    private ConversionDecided latest(String orderId) {
        return TestLog.read(Topic.ATTRIBUTIONS, tenant, ConversionDecided.class).stream()
                .filter(decided -> orderId.equals(decided.orderId()))
                .reduce((earlier, later) -> later.revision() > earlier.revision() ? later : earlier)
                .orElseThrow(() -> new AssertionError("nothing decided about " + orderId));
    }

    private List<ConversionDecided> signUps() {
        return TestLog.read(Topic.ATTRIBUTIONS, tenant, ConversionDecided.class).stream()
                .filter(decided -> decided.kind() == ConversionDecided.Kind.SIGNUP)
                .toList();
    }

    private void publish(EventData... definitions) {
        for (var data : definitions)
            TestLog.append(Event.stated(tenant, UUID.randomUUID().toString(), "programs", MONDAY, null, data));
    }

    private void report(Event<?>... events) {
        TestLog.append(events);
    }

    private Event<?> at(String id, int day, EventData data) {
        var time = MONDAY.plus(Duration.ofDays(day));
        return new Event<>(tenant, id, "api", time, time, "hash-" + id, null, data);
    }

    private Event<?> click(String id, String visitor, String code, int day) {
        return at(id, day, Clicks.click(id).code(code).by(visitor).build());
    }

    private Event<?> signUp(String id, String customer, String visitor, String code, int day) {
        return at(
                id,
                day,
                new SignUpRecorded(
                        customer, visitor, new Evidence(null, null, code, List.of()), null, null, null, Context.NONE));
    }

    private Event<?> purchase(String id, String order, String customer, long amount, int day) {
        return at(
                id,
                day,
                Purchases.order(order).by(customer).amount(amount, "EUR").build());
    }

    private Event<?> refund(String id, String refund, String order, long amount, int day) {
        return at(id, day, new RefundRecorded(refund, order, amount, "EUR", List.of(), null, Context.NONE));
    }

    private static LinkPublished link(String code, String owner) {
        return new LinkPublished("lnk_" + code, "spring", code, "par_" + owner, owner, "https://shop.example/", null);
    }

    private static Terms terms() {
        return new Terms(
                "Spring",
                "https://shop.example/",
                new AttributionTerms(
                        AttributionTerms.Model.LAST_TOUCH,
                        new AttributionTerms.Lookback(Duration.ofDays(30), AttributionTerms.Edge.EXCLUSIVE),
                        null,
                        AttributionTerms.Binding.LIFETIME),
                new Terms.Eligibility(null, List.of()),
                List.of(new Terms.RewardRule(
                        "upline",
                        Terms.Trigger.PURCHASE,
                        Terms.Role.UPLINE,
                        2,
                        false,
                        null,
                        new Terms.Give(io.grapevine.events.RewardKind.CASH, new BigDecimal("3"), null, null, null),
                        Duration.ZERO)));
    }
}
