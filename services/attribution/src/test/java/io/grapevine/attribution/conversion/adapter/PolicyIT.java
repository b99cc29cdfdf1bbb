package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.AttributionTerms.TouchClass;
import io.grapevine.events.ClickRecorded.Interaction;
import io.grapevine.events.Event;
import io.grapevine.events.Terms;
import io.grapevine.testkit.fact.Clicks;
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

/** What a program's version says of classes of touches, new customers, audiences and other programs, from the log to the API. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class PolicyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;
    private final Facts facts = new Facts(tenant);

    @BeforeEach
    void aTenantWhoMayAsk() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
    }

    @Test
    void aClassThatTheProgramLeavesOutEarnsNothingAndTheOthersRankAsItSays() {
        // Given
        var priority = List.of(List.of(TouchClass.SOFT_CLICK), List.of(TouchClass.CLICK, TouchClass.IMPRESSION));
        facts.publish(
                Programs.of("spring").priority(priority).published(),
                Facts.link("ALICE", "alice"),
                Facts.link("BOB", "bob"),
                Facts.link("CAROL", "carol"));
        // When
        TestLog.append(
                facts.at(
                        "c1",
                        1,
                        Clicks.click("c1")
                                .code("BOB")
                                .by("v1")
                                .as(Interaction.SOFT_CLICK)
                                .build()),
                facts.at(
                        "c2",
                        2,
                        Clicks.click("c2")
                                .code("CAROL")
                                .by("v1")
                                .through("gclid", "x")
                                .build()),
                facts.click("c3", "v1", "ALICE", null, 3),
                facts.signUp("s1", "dave", "v1", 4));
        // Then
        awaitOnly("kind=signup", signUp -> {
            assertThat(signUp.getString("advocate.externalId")).isEqualTo("bob");
            assertThat(signUp.getList("explanation.candidates.evidenceClass", String.class))
                    .containsExactly("soft_click", "paid_click", "click");
            assertThat(signUp.getList("explanation.candidates.lostBecause", String.class))
                    .containsExactly(null, "ineligible_class", "lower_class");
            assertThat(signUp.getList("explanation.basis.priority"))
                    .isEqualTo(List.of(List.of("soft_click"), List.of("click", "impression")));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoBoughtBeforeUnderTheSameAddressIsNoNewCustomerHoweverTheFactsCome(long seed) {
        // Given
        facts.publish(
                Programs.of("spring").newCustomersOnly().published(),
                Facts.link("ALICE", "alice"),
                Facts.link("BOB", "bob"));
        var shuffled = new ArrayList<Event<?>>(List.of(
                facts.signUp("s1", "dave", "ALICE", "hash-d", 5),
                facts.purchase("p1", "o1", "dave", 1_000, 6),
                facts.bought("p0", "o0", "dave-of-old", null, "hash-d", 1),
                facts.signUp("s2", "erin", "BOB", "hash-e", 5),
                facts.purchase("p2", "o2", "erin", 1_000, 6)));
        Collections.shuffle(shuffled, new Random(seed));
        // When
        shuffled.forEach(TestLog::append);
        // Then
        awaitOnly("orderId=o1", order -> {
            assertThat(order.getString("outcome")).isEqualTo("unattributed");
            assertThat(order.getString("reason")).isEqualTo("existing_customer");
            assertThat(order.getString("explanation.basis.known.eventId")).isEqualTo("p0");
            assertThat(order.getBoolean("explanation.basis.known.sameCustomer")).isFalse();
        });
        awaitOnly(
                "kind=signup&customerId=dave",
                signUp -> assertThat(signUp.getString("reason")).isEqualTo("existing_customer"));
        awaitOnly(
                "orderId=o2",
                order -> assertThat(order.getString("advocate.externalId")).isEqualTo("bob"));
    }

    @Test
    void aProgramThatAsksForNewCustomersLaterKnowsWhoHadBeenThereBefore() {
        // Given
        facts.publish(Programs.of("spring").published(), Facts.link("ALICE", "alice"));
        TestLog.append(facts.purchase("p0", "o0", "dave", 1_000, 1), facts.signUp("s1", "dave", "ALICE", null, 5));
        awaitOnly(
                "kind=signup", signUp -> assertThat(signUp.getString("outcome")).isEqualTo("attributed"));
        // When
        facts.publish(Programs.of("spring").version(2, null).newCustomersOnly().published());
        // Then
        awaitOnly("kind=signup", signUp -> {
            assertThat(signUp.getString("reason")).isEqualTo("existing_customer");
            assertThat(signUp.getInt("programVersion")).isEqualTo(2);
        });
    }

    @Test
    void aVersionForNewCustomersLeavesEarlierOnesToTheVersionBefore() {
        // Given
        facts.publish(
                Programs.of("spring").published(),
                Programs.of("spring")
                        .version(2, 5)
                        .audience(Terms.Audience.NEW_CUSTOMERS)
                        .published(),
                Facts.link("ALICE", "alice"));
        // When: the sign-up that makes an earlier customer comes last
        TestLog.append(
                facts.purchase("p1", "o1", "dave", 1_000, 6),
                facts.signUp("s2", "erin", "ALICE", null, 5),
                facts.purchase("p2", "o2", "erin", 1_000, 6));
        awaitOnly(
                "orderId=o1",
                order -> assertThat(order.getInt("programVersion")).isEqualTo(2));
        TestLog.append(facts.signUp("s1", "dave", "ALICE", null, 4));
        // Then
        awaitOnly("orderId=o1", order -> {
            assertThat(order.getInt("programVersion")).isEqualTo(1);
            assertThat(order.getString("advocate.externalId")).isEqualTo("alice");
        });
        awaitOnly("orderId=o2", order -> {
            assertThat(order.getInt("programVersion")).isEqualTo(2);
            assertThat(order.getString("explanation.basis.audience")).isEqualTo("new_customers");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void twoProgramsNeverBothPayOneConversionHoweverTheFactsCome(long seed) {
        // Given
        facts.publish(
                Programs.of("friends")
                        .pays(Terms.Trigger.SIGNUP, Terms.Trigger.PURCHASE)
                        .published(),
                Programs.of("partners")
                        .pays(Terms.Trigger.SIGNUP, Terms.Trigger.PURCHASE)
                        .published(),
                Facts.link("friends", "ALICE", "alice"),
                Facts.link("partners", "PAUL", "paul"));
        var shuffled = new ArrayList<Event<?>>(List.of(
                facts.signUp("s1", "dave", "ALICE", null, 5),
                facts.identify("i1", "v1", "dave", 3),
                facts.click("c1", "v1", "PAUL", null, 4),
                facts.purchase("p1", "o1", "dave", 1_000, 6),
                facts.guest("p2", "o2", "v1", 500, 4),
                facts.refund("r1", "f1", "o1", 400, 7)));
        Collections.shuffle(shuffled, new Random(seed));
        // When
        shuffled.forEach(TestLog::append);
        TestLog.append(shuffled);
        // Then: the code is the stronger evidence, and the order follows the sign-up
        for (var conversion : List.of("kind=signup", "orderId=o1")) {
            awaitOnly(conversion + "&programKey=friends", won -> {
                assertThat(won.getString("advocate.externalId")).isEqualTo("alice");
                assertThat(won.getList("explanation.contest.contenders.programKey"))
                        .isEqualTo(List.of("friends", "partners"));
                assertThat(won.getString("lostTo")).isNull();
            });
            awaitOnly(conversion + "&programKey=partners", lost -> {
                assertThat(lost.getString("outcome")).isEqualTo("unattributed");
                assertThat(lost.getString("reason")).isEqualTo("other_program");
                assertThat(lost.getString("lostTo")).isEqualTo("friends");
                assertThat(lost.getList("credits")).isEmpty();
                assertThat(lost.getList("explanation.candidates.winner")).contains(true);
            });
        }
        awaitOnly("orderId=o2&programKey=partners", alone -> {
            assertThat(alone.getString("advocate.externalId")).isEqualTo("paul");
            assertThat(alone.<Object>get("explanation.contest")).isNull();
        });
    }

    @Test
    void theLoserIsCreditedOnceTheWinnerNoLongerWantsTheConversion() {
        // Given: the click that both hang on turns out to be the customer's own
        facts.publish(
                Programs.of("friends").pays(Terms.Trigger.PURCHASE).published(),
                Programs.of("partners").pays(Terms.Trigger.PURCHASE).published(),
                Facts.link("friends", "ALICE", "alice"),
                Facts.link("partners", "PAUL", "paul"));
        TestLog.append(
                facts.click("c1", "v1", "ALICE", null, 3),
                facts.click("c2", "v1", "PAUL", null, 2),
                facts.guest("p1", "o1", "v1", 500, 4));
        awaitOnly(
                "orderId=o1&programKey=partners",
                lost -> assertThat(lost.getString("lostTo")).isEqualTo("friends"));
        // When
        TestLog.append(facts.identify("i1", "v1", "alice", 9));
        // Then
        awaitOnly(
                "orderId=o1&programKey=friends",
                self -> assertThat(self.getString("reason")).isEqualTo("self_referral"));
        awaitOnly("orderId=o1&programKey=partners", credited -> {
            assertThat(credited.getString("advocate.externalId")).isEqualTo("paul");
            assertThat(credited.getString("lostTo")).isNull();
        });
    }

    @Test
    void programsWhosePolicySaysSoBothPayAndARankGoesBeforeTheEvidence() {
        // Given
        facts.publish(
                Programs.of("friends").pays(Terms.Trigger.PURCHASE).published(),
                Programs.of("partners")
                        .pays(Terms.Trigger.PURCHASE)
                        .exclusivity(new Terms.Exclusivity("default", 1))
                        .published(),
                Programs.of("staff")
                        .pays(Terms.Trigger.PURCHASE)
                        .exclusivity(new Terms.Exclusivity(null, 100))
                        .published(),
                Facts.link("friends", "ALICE", "alice"),
                Facts.link("partners", "PAUL", "paul"),
                Facts.link("staff", "STAN", "stan"));
        // When
        TestLog.append(
                facts.click("c1", "v1", "PAUL", null, 1),
                facts.click("c2", "v1", "ALICE", null, 2),
                facts.click("c3", "v1", "STAN", null, 3),
                facts.guest("p1", "o1", "v1", 500, 4));
        // Then
        awaitOnly(
                "orderId=o1&programKey=friends",
                lost -> assertThat(lost.getString("lostTo")).isEqualTo("partners"));
        awaitOnly(
                "orderId=o1&programKey=partners",
                won -> assertThat(won.getString("outcome")).isEqualTo("attributed"));
        awaitOnly(
                "orderId=o1&programKey=staff",
                both -> assertThat(both.getString("outcome")).isEqualTo("attributed"));
    }

    @Test
    void anOrderThatAnEarlierReportGivesToOneProgramAloneIsTakenFromTheOther() {
        // Given
        facts.publish(
                Programs.of("friends").pays(Terms.Trigger.PURCHASE).published(),
                Programs.of("partners").pays(Terms.Trigger.PURCHASE).published(),
                Facts.link("friends", "ALICE", "alice"),
                Facts.link("partners", "PAUL", "paul"));
        TestLog.append(facts.click("c1", "v1", "PAUL", null, 1), facts.guest("p2", "o1", "v1", 500, 4));
        awaitOnly(
                "orderId=o1&programKey=partners",
                won -> assertThat(won.getString("outcome")).isEqualTo("attributed"));
        // When
        TestLog.append(facts.guestIn("friends", "p1", "o1", "v1", 500, 3));
        // Then
        awaitOnly("orderId=o1&programKey=partners", lost -> {
            assertThat(lost.getString("reason")).isEqualTo("other_program");
            assertThat(lost.getString("lostTo")).isEqualTo("friends");
        });
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
