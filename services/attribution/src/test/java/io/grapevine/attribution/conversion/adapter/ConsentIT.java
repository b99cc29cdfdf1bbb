package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Consent;
import io.grapevine.events.Event;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who refuses is counted and credited to nobody; what waits for an answer is settled by the first one, whenever it comes. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ConsentIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;
    private final Facts facts = new Facts(tenant);

    @BeforeEach
    void aProgramAndTwoAdvocates() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        facts.publish(Programs.of("spring").published(), Facts.link("ALICE", "alice"), Facts.link("BOB", "bob"));
    }

    @Test
    void whoRefusesIsCountedAndCreditedToNobody() {
        // When
        TestLog.append(
                asked(facts.click("c1", "v1", "ALICE", null, 1), Consent.DENIED),
                facts.signUp("s1", "dave", "v1", 2),
                asked(facts.signUp("s2", "erin", "ALICE", null, 2), Consent.DENIED),
                facts.signUp("s3", "frank", "ALICE", null, 2),
                asked(facts.purchase("p1", "o1", "frank", 1_000, 3), Consent.DENIED),
                facts.purchase("p2", "o2", "erin", 500, 3));
        // Then
        awaitOnly(
                "kind=signup&customerId=dave",
                signUp -> assertThat(signUp.getString("reason")).isEqualTo("no_touch"));
        awaitOnly("kind=signup&customerId=erin", signUp -> {
            assertThat(signUp.getString("outcome")).isEqualTo("unattributed");
            assertThat(signUp.getString("reason")).isEqualTo("consent_denied");
            assertThat(signUp.getString("explanation.basis.consent")).isEqualTo("denied");
        });
        awaitOnly("orderId=o1", order -> {
            assertThat(order.getString("reason")).isEqualTo("consent_denied");
            assertThat(order.getLong("amount.amount")).isEqualTo(1_000);
            assertThat(order.getList("credits")).isEmpty();
        });
        awaitOnly("orderId=o2", order -> assertThat(order.getString("reason")).isEqualTo("not_bound"));
    }

    @Test
    void whatIsPendingWaitsAndIsSettledByTheFirstAnswer() {
        // Given
        TestLog.append(
                asked(facts.click("c1", "v1", "ALICE", null, 1), Consent.PENDING),
                facts.signUp("s1", "dave", "v1", 2),
                asked(facts.signUp("s2", "erin", "BOB", null, 2), Consent.PENDING),
                facts.signUp("s3", "frank", "BOB", null, 2),
                asked(facts.purchase("p1", "o1", "frank", 1_000, 3), Consent.PENDING),
                facts.purchase("p2", "o2", "erin", 500, 3));
        awaitOnly("kind=signup&customerId=dave", signUp -> {
            assertThat(signUp.getString("reason")).isEqualTo("consent_pending");
            assertThat(signUp.getString("explanation.candidates[0].consent")).isEqualTo("pending");
        });
        awaitOnly(
                "kind=signup&customerId=erin",
                signUp -> assertThat(signUp.getString("reason")).isEqualTo("consent_pending"));
        awaitOnly("orderId=o1", order -> assertThat(order.getString("reason")).isEqualTo("consent_pending"));
        // When
        TestLog.append(
                asked(facts.click("c9", "v1", "BOB", null, 5), Consent.GRANTED),
                asked(facts.identify("i1", "v2", "erin", 5), Consent.GRANTED),
                asked(facts.purchase("p3", "o3", "frank", 100, 5), Consent.DENIED));
        // Then
        awaitOnly(
                "kind=signup&customerId=dave",
                signUp -> assertThat(signUp.getString("advocate.externalId")).isEqualTo("alice"));
        awaitOnly("kind=signup&customerId=erin", signUp -> {
            assertThat(signUp.getString("advocate.externalId")).isEqualTo("bob");
            assertThat(signUp.getString("explanation.basis.consent")).isEqualTo("granted");
            assertThat(signUp.getString("explanation.basis.consentBy")).isEqualTo("i1");
        });
        awaitOnly(
                "orderId=o2",
                order -> assertThat(order.getString("advocate.externalId")).isEqualTo("bob"));
        awaitOnly("orderId=o1", order -> {
            assertThat(order.getString("reason")).isEqualTo("consent_denied");
            assertThat(order.getString("explanation.basis.consentBy")).isEqualTo("p3");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theSameIsDecidedHoweverFactsAndAnswersCome(long seed) {
        // Given: the refusal comes after the answer that counts, and an answer of somebody else on the same browser
        // counts for them alone
        var shuffled = new ArrayList<Event<?>>(List.of(
                asked(facts.click("c1", "v1", "ALICE", null, 1), Consent.PENDING),
                asked(facts.signUp("s1", "dave", "v1", 2), Consent.PENDING),
                asked(facts.purchase("p1", "o1", "dave", 1_000, 3), Consent.PENDING),
                asked(facts.identify("i0", "v1", "erin", 3), Consent.DENIED),
                asked(facts.identify("i1", "v1", "dave", 4), Consent.GRANTED),
                asked(facts.identify("i2", "v1", "dave", 5), Consent.DENIED),
                asked(facts.purchase("p2", "o2", "dave", 500, 6), Consent.PENDING),
                asked(facts.guest("p3", "o3", "v3", 100, 3), Consent.PENDING),
                asked(facts.click("c3", "v3", "BOB", null, 2), Consent.PENDING),
                asked(facts.guest("p4", "o4", "v3", 200, 4), Consent.GRANTED),
                facts.refund("r1", "f1", "o1", 300, 7)));
        Collections.shuffle(shuffled, new Random(seed));
        // When
        shuffled.forEach(TestLog::append);
        TestLog.append(shuffled);
        // Then
        awaitOnly("orderId=o1", order -> {
            assertThat(order.getString("advocate.externalId")).isEqualTo("alice");
            assertThat(order.getLong("refunded.amount")).isEqualTo(300);
            assertThat(order.getString("explanation.basis.consentBy")).isEqualTo("i1");
        });
        awaitOnly("orderId=o2", order -> assertThat(order.getString("reason")).isEqualTo("consent_pending"));
        for (var order : List.of("o3", "o4"))
            awaitOnly(
                    "orderId=" + order,
                    shown -> assertThat(shown.getString("advocate.externalId")).isEqualTo("bob"));
    }

    private static Event<?> asked(Event<?> event, Consent answer) {
        return Facts.of(event, answer, null);
    }

    /** Waits until the one conversion that the query finds is as wanted. */
    private void awaitOnly(String query, ThrowingConsumer<JsonPath> wanted) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var answer =
                    RestAssured.given().header("Authorization", "Bearer " + key).get("/v1/conversions?" + query);
            assertThat(answer.statusCode()).isEqualTo(200);
            var found = answer.jsonPath();
            assertThat(found.getList("items")).hasSize(1);
            assertThat(found.setRootPath("items[0]")).satisfies(wanted);
        });
    }
}
