package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
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

/** People with several ids, and guests without one: whose their sign-ups and orders are, whenever that becomes known. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class IdentityIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;
    private final Facts facts = new Facts(tenant);

    @BeforeEach
    void aProgramThatPaysTheUplineAndThreeAdvocates() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        facts.publish(
                Programs.of("spring").deep().published(),
                Facts.link("ALICE", "alice"),
                Facts.link("BOB", "bob"),
                Facts.link("ERIN", "erin"));
    }

    @Test
    void whatAnAdvocateEarnedIsTheirsByTheIdThatTheyGoByNow() {
        // Given: dave and, through him, frank were brought by alice
        facts.publish(Facts.link("DAVE", "dave"));
        TestLog.append(
                facts.signUp("s1", "dave", "ALICE", null, 1),
                facts.signUp("s2", "frank", "DAVE", null, 2),
                facts.purchase("p1", "o1", "dave", 1_000, 3),
                facts.purchase("p2", "o2", "frank", 1_000, 3));
        awaitOnly(
                "orderId=o2",
                order -> assertThat(order.getString("upline[0].externalId")).isEqualTo("alice"));
        // When
        TestLog.append(facts.alias("a1", "alice", "ada", 9));
        // Then
        awaitOnly("orderId=o1", order -> {
            assertThat(order.getString("advocate.externalId")).isEqualTo("ada");
            assertThat(order.getInt("revision")).isEqualTo(2);
        });
        awaitOnly("orderId=o2", order -> {
            assertThat(order.getString("advocate.externalId")).isEqualTo("dave");
            assertThat(order.getString("upline[0].externalId")).isEqualTo("ada");
        });
        awaitOnly(
                "kind=signup&customerId=dave",
                signUp -> assertThat(signUp.getString("advocate.externalId")).isEqualTo("ada"));
        // When: nothing is new
        TestLog.append(facts.alias("a2", "ada", "alice", 10), facts.purchase("p3", "o3", "dave", 1_000, 11));
        // Then: a cycle changes nothing
        awaitOnly(
                "orderId=o3",
                order -> assertThat(order.getString("advocate.externalId")).isEqualTo("ada"));
        awaitOnly("orderId=o1", order -> assertThat(order.getInt("revision")).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void twoCustomersWhoTurnOutToBeOneWereBroughtOnceHoweverTheFactsCome(long seed) {
        // Given
        var shuffled = new ArrayList<Event<?>>(List.of(
                facts.signUp("s1", "dan", "ALICE", null, 3),
                facts.purchase("p1", "o1", "dan", 1_000, 4),
                facts.signUp("s2", "dave", "BOB", null, 5),
                facts.purchase("p2", "o2", "dave", 1_000, 6),
                facts.identify("i1", "v1", "dan", 4),
                facts.guest("p3", "o3", "v1", 1_000, 7),
                facts.alias("a1", "dan", "daniel", 7),
                facts.alias("a2", "daniel", "dave", 8)));
        Collections.shuffle(shuffled, new Random(seed));
        // When
        shuffled.forEach(TestLog::append);
        TestLog.append(shuffled);
        // Then
        for (var order : List.of("o1", "o2", "o3"))
            awaitOnly("orderId=" + order, shown -> {
                assertThat(shown.getString("customerId")).isEqualTo("dave");
                assertThat(shown.getString("advocate.externalId")).isEqualTo("alice");
                assertThat(shown.getString("explanation.boundBy")).isEqualTo("s1");
            });
        awaitOnly(
                "orderId=o1",
                order -> assertThat(order.getString("explanation.basis.reportedAs"))
                        .isEqualTo("dan"));
        awaitOnly(
                "orderId=o2",
                order -> assertThat(order.<Object>get("explanation.basis.reportedAs"))
                        .isNull());
        await().atMost(PATIENCE).untilAsserted(() -> {
            var signUps = get("kind=signup&customerId=dave");
            assertThat(signUps.getList("items.eventId", String.class)).containsExactlyInAnyOrder("s1", "s2");
            assertThat(signUps.getString("items.find { it.eventId == 's2' }.reason"))
                    .isEqualTo("existing_customer");
        });
    }

    @Test
    void whoTurnsOutToHaveReferredThemselvesIsRefused() {
        // Given
        TestLog.append(facts.signUp("s1", "dave", "ALICE", null, 1), facts.purchase("p1", "o1", "dave", 1_000, 2));
        awaitOnly("orderId=o1", order -> assertThat(order.getString("outcome")).isEqualTo("attributed"));
        // When
        TestLog.append(facts.alias("a1", "alice", "dave", 9));
        // Then
        awaitOnly("kind=signup", signUp -> {
            assertThat(signUp.getString("outcome")).isEqualTo("refused");
            assertThat(signUp.getString("reason")).isEqualTo("self_referral");
        });
        awaitOnly("orderId=o1", order -> assertThat(order.getString("reason")).isEqualTo("not_bound"));
    }

    @Test
    void aCircleThatAMergeClosesIsOpenedAtItsLastSignUp() {
        // Given: alice brought dave, and erin alice
        TestLog.append(
                facts.signUp("s1", "dave", "ALICE", null, 1),
                facts.signUp("s2", "alice", "ERIN", null, 5),
                facts.purchase("p1", "o1", "alice", 1_000, 6));
        awaitOnly(
                "orderId=o1",
                order -> assertThat(order.getString("advocate.externalId")).isEqualTo("erin"));
        // When
        TestLog.append(facts.alias("a1", "erin", "dave", 9));
        // Then
        awaitOnly(
                "kind=signup&customerId=alice",
                signUp -> assertThat(signUp.getString("reason")).isEqualTo("cycle"));
        awaitOnly(
                "kind=signup&customerId=dave",
                signUp -> assertThat(signUp.getString("advocate.externalId")).isEqualTo("alice"));
        awaitOnly("orderId=o1", order -> assertThat(order.getString("reason")).isEqualTo("not_bound"));
    }

    @Test
    void aVisitorWhoIsMergedBringsTheirTouchesAlong() {
        // Given
        TestLog.append(
                facts.click("c1", "v1", "ALICE", null, 1),
                facts.signUp("s1", "dave", "v2", 2),
                facts.guest("p1", "o1", "v1", 1_000, 3));
        awaitOnly(
                "kind=signup", signUp -> assertThat(signUp.getString("reason")).isEqualTo("no_touch"));
        // When
        TestLog.append(facts.alias("a1", "v1", "dave", 9));
        // Then
        awaitOnly(
                "kind=signup",
                signUp -> assertThat(signUp.getString("advocate.externalId")).isEqualTo("alice"));
        awaitOnly("orderId=o1", order -> {
            assertThat(order.getString("customerId")).isEqualTo("dave");
            assertThat(order.getString("explanation.basis.personBy")).isEqualTo("visitor");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aGuestIsTheCustomerWithTheSameAddressHoweverTheFactsCome(long seed) {
        // Given: two customers share an address, whose it was first counts; the browser was somebody else's
        var shuffled = new ArrayList<Event<?>>(List.of(
                facts.signUp("s1", "dave", "ALICE", "hash-d", 1),
                facts.signUp("s2", "erin", "BOB", "hash-d", 2),
                facts.identify("i1", "v9", "frank", 1),
                facts.bought("p1", "o1", null, "v9", "hash-d", 3),
                facts.bought("p2", "o2", null, "v9", "hash-x", 3)));
        Collections.shuffle(shuffled, new Random(seed));
        // When
        shuffled.forEach(TestLog::append);
        // Then
        awaitOnly("orderId=o1", order -> {
            assertThat(order.getString("customerId")).isEqualTo("dave");
            assertThat(order.getString("advocate.externalId")).isEqualTo("alice");
            assertThat(order.getString("explanation.basis.personBy")).isEqualTo("email");
        });
        awaitOnly("orderId=o2", order -> {
            assertThat(order.getString("customerId")).isEqualTo("frank");
            assertThat(order.getString("explanation.basis.personBy")).isEqualTo("visitor");
        });
        awaitOnly(
                "kind=signup&customerId=erin",
                signUp -> assertThat(signUp.getString("advocate.externalId")).isEqualTo("bob"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aDeviceTellsWhoseTouchesAndOrdersTheyAreUnlessItIsSharedHoweverTheFactsCome(long seed) {
        // Given: v8 is on dave's own device, v9 on it as well but frank's; erin and gus share theirs
        var shuffled = new ArrayList<Event<?>>(List.of(
                Facts.of(facts.click("c1", "v8", "ALICE", null, 1), null, "phone"),
                Facts.of(facts.click("c2", "v9", "BOB", null, 2), null, "phone"),
                facts.identify("i1", "v9", "frank", 5),
                Facts.of(facts.signUp("s1", "dave", "v1", 3), null, "phone"),
                Facts.of(facts.guest("p1", "o1", "v7", 1_000, 4), null, "phone"),
                Facts.of(facts.click("c3", "v6", "BOB", null, 1), null, "tablet"),
                Facts.of(facts.signUp("s2", "erin", "v2", 3), null, "tablet"),
                Facts.of(facts.signUp("s3", "gus", "v3", 4), null, "tablet"),
                Facts.of(facts.guest("p2", "o2", "v5", 1_000, 5), null, "tablet")));
        Collections.shuffle(shuffled, new Random(seed));
        // When
        shuffled.forEach(TestLog::append);
        // Then
        awaitOnly("kind=signup&customerId=dave", signUp -> {
            assertThat(signUp.getString("advocate.externalId")).isEqualTo("alice");
            assertThat(signUp.getList("explanation.candidates.id", String.class))
                    .containsExactly("c1");
        });
        awaitOnly("orderId=o1", order -> {
            assertThat(order.getString("customerId")).isEqualTo("dave");
            assertThat(order.getString("explanation.basis.personBy")).isEqualTo("device");
            assertThat(order.getString("advocate.externalId")).isEqualTo("alice");
        });
        for (var customer : List.of("erin", "gus"))
            awaitOnly(
                    "kind=signup&customerId=" + customer,
                    signUp -> assertThat(signUp.getString("reason")).isEqualTo("no_touch"));
        awaitOnly("orderId=o2", order -> {
            assertThat(order.getString("customerId")).isNull();
            assertThat(order.getString("reason")).isEqualTo("no_touch");
        });
    }

    /** Waits until the one conversion that the query finds is as wanted. */
    private void awaitOnly(String query, ThrowingConsumer<JsonPath> wanted) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var found = get(query);
            assertThat(found.getList("items")).hasSize(1);
            assertThat(found.setRootPath("items[0]")).satisfies(wanted);
        });
    }

    private JsonPath get(String query) {
        var answer =
                RestAssured.given().header("Authorization", "Bearer " + key).get("/v1/conversions?" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath();
    }
}
