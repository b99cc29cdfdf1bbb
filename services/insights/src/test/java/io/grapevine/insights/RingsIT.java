package io.grapevine.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.grapevine.events.AliasRecorded;
import io.grapevine.events.ClickRecorded.Origin;
import io.grapevine.events.Context;
import io.grapevine.events.Event;
import io.grapevine.events.Evidence;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.testkit.fact.Clicks;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Rewards;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what people show in the log to the rings that a reviewer reads. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class RingsIT {

    private final TestTenant tenant = new TestTenant();

    @BeforeEach
    void aProgramWithTwoAdvocates() {
        tenant.opensProgram();
    }

    @Test
    void whoShareADeviceAndBroughtOneAnotherAreARingWithWhatTheyEarned() {
        // Given: ada brought cleo and cleo brought dan on one device; dan paid with ada's card
        showing("s1", "ada", "device-1");
        showing("s2", "cleo", "device-1");
        showing("s3", "dan", "device-1");
        tenant.report(pays("b1", "ada"), pays("b2", "dan"));
        tenant.state("d1", TestTenant.bind("cnv_1", "cleo", "ada", 1));
        tenant.state("d2", TestTenant.bind("cnv_2", "dan", "cleo", 1));
        credited("cnv_3", "dan", "cleo", 5_000, 1_000);
        credited("cnv_4", "dan", "zoe", 700, 0);
        reward("rew_1", "cnv_3", RewardChanged.Status.HELD, 400);
        reward("rew_2", "cnv_2", RewardChanged.Status.FULFILLED, 50);
        reward("rew_3", "cnv_1", RewardChanged.Status.REFUSED, 60);
        reward("rew_4", "cnv_4", RewardChanged.Status.HELD, 70);
        // Then: of what was credited to one another only
        awaitRings(rings -> rings.body("people", equalTo(3))
                .body("count", equalTo(1))
                .body("rings[0].size", equalTo(3))
                .body("rings[0].ties", equalTo(3))
                .body("rings[0].leastTies", equalTo(2))
                .body("rings[0].density", equalTo(70f))
                .body("rings[0].brought", equalTo(2))
                .body("rings[0].evidence.trait", contains("payment", "device"))
                .body("rings[0].evidence.people", contains(2, 3))
                .body("rings[0].people.externalId", contains("ada", "cleo", "dan"))
                .body("rings[0].people.ledBy", contains(null, "ada", "cleo"))
                .body("rings[0].revenue.amount", contains(4_000))
                .body("rings[0].rewards.amount", contains(450))
                .body("rings[0].rewards.currency", contains("EUR")));
        tenant.get("/spring/rings?limit=1").body("rings", not(empty()));
    }

    @Test
    void aBindThatWaitsForAReviewCountsAsComingByOneAnother() {
        // Given
        for (var person : List.of("ada", "cleo", "dan")) showing("s-" + person, person, "device-1");
        tenant.state(
                "d1",
                Decisions.signUp()
                        .of("cnv_1")
                        .in("spring", 1)
                        .by("cleo")
                        .broughtBy("ada")
                        .inReview()
                        .build());
        // Then
        awaitRings(rings -> rings.body("rings.brought", contains(1)));
    }

    @Test
    void whoFollowEachOthersLinksAreTied() {
        // Given: three who follow each other's links: by code, by what the landing page knows, by a code that was typed
        // in
        tenant.state("par_cleo", new ParticipantPublished("par_cleo", "spring", "cleo", "CLEO", null, null, null));
        tenant.state(
                "lnk_bea",
                new LinkPublished("lnk_bea", "spring", "BEA-2", "par_bea", "bea", "https://s.example/", null));
        for (var person : List.of("ada", "bea", "cleo"))
            tenant.report(tenant.event(
                    "i-" + person, 0, new IdentifyRecorded("v-" + person, person, null, null, Context.NONE)));
        follows("ada", "CLEO");
        follows("cleo", "ADA-2");
        follows("bea", "CLEO");
        follows("bea", "ADA");
        tenant.report(tenant.event(
                "k-landing",
                0,
                Clicks.click("t-landing")
                        .by("v-ada")
                        .seenBy(Origin.LANDING)
                        .code(null)
                        .link("lnk_bea")
                        .build()));
        tenant.report(tenant.event(
                "s1",
                0,
                new SignUpRecorded(
                        "cleo", "v-cleo", new Evidence(null, null, "BEA", List.of()), null, null, null, Context.NONE)));
        // Then
        awaitRings(rings -> rings.body("rings[0].people.externalId", contains("ada", "bea", "cleo"))
                .body("rings[0].evidence.trait", contains("links"))
                .body("rings[0].evidence.things", contains(3))
                .body("rings[0].brought", equalTo(3)));
    }

    @Test
    void idsOfOnePersonAreNoRing() {
        // Given: bob goes by another id now, and a fourth shows that all has been read
        for (var person : List.of("ada", "bob", "bob-2")) showing("s-" + person, person, "device-1");
        tenant.report(tenant.event("a1", 0, new AliasRecorded("bob", "bob-2", Context.NONE)));
        tenant.state("d1", TestTenant.bind("cnv_1", "bob-2", "ada", 1));
        showing("s-cleo", "cleo", "device-1");
        // Then
        awaitRings(rings -> rings.body("rings[0].people.externalId", contains("ada", "bob-2", "cleo")));
    }

    @Test
    void theSameLogInAnyOrderAndRepeatedGivesTheSameRings() {
        // Given: another tenant whose log comes shuffled, and every event of it twice
        var other = new TestTenant();
        other.opensProgram();
        for (var each : List.of(tenant, other)) {
            var events = log(each);
            if (each == other) {
                events.addAll(log(other));
                Collections.shuffle(events, new Random(3));
            }
            each.report(events.toArray(Event<?>[]::new));
        }
        // Then
        awaitRings(rings -> rings.body("count", equalTo(3)).body("rings.size", contains(5, 5, 5)));
        var expected = tenant.get("/spring/rings").extract().asString();
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(
                        () -> assertThat(other.get("/spring/rings").extract().asString())
                                .isEqualTo(expected));
    }

    @Test
    void whereNobodySharesAnythingThereIsNoRing() {
        tenant.get("/spring/rings")
                .body("programKey", equalTo("spring"))
                .body("people", equalTo(0))
                .body("count", equalTo(0))
                .body("rings", empty());
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        for (var limit : List.of("0", "101", "many"))
            TestTenant.ask("/spring/rings?limit=" + limit, tenant.secretKey())
                    .statusCode(400)
                    .body("code", equalTo("invalid_parameter"));
        TestTenant.ask("/none/rings", tenant.secretKey()).statusCode(404).body("code", equalTo("not_found"));
        TestTenant.ask("/spring/rings", tenant.publishableKey()).statusCode(403);
    }

    /** Fives on a device, each brought by the one before. */
    private static List<Event<?>> log(TestTenant tenant) {
        var events = new ArrayList<Event<?>>();
        for (var i = 0; i < 15; i++) {
            var person = "u" + i;
            events.add(tenant.event("s" + i, i, signUp(person, "device-" + i / 5)));
            if (i % 5 > 0)
                events.add(Event.stated(
                        tenant.id(),
                        "d" + i,
                        "test",
                        TestTenant.MONDAY,
                        null,
                        TestTenant.bind("cnv_" + i, person, "u" + (i - 1), 1)));
        }
        return events;
    }

    private static SignUpRecorded signUp(String person, String device) {
        return new SignUpRecorded(
                person, null, Evidence.NONE, null, null, null, new Context(null, null, null, device, null));
    }

    private void showing(String event, String person, String device) {
        tenant.report(tenant.event(event, 0, signUp(person, device)));
    }

    private void follows(String person, String code) {
        var id = "k-" + person + "-" + code;
        tenant.report(tenant.event(
                id, 0, Clicks.click(id).by("v-" + person).code(code).build()));
    }

    private Event<?> pays(String order, String person) {
        return tenant.event(
                order,
                0,
                new PurchaseRecorded(
                        order,
                        person,
                        null,
                        100,
                        "EUR",
                        Evidence.NONE,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        "card-1",
                        null,
                        Context.NONE));
    }

    private void credited(String id, String friend, String advocate, long amountMinor, long refundedMinor) {
        tenant.state(
                id,
                Decisions.purchase()
                        .of(id)
                        .in("spring", 1)
                        .by(friend)
                        .broughtBy(advocate)
                        .amount(amountMinor, "EUR")
                        .refunded(refundedMinor)
                        .build());
    }

    private void reward(String id, String conversion, RewardChanged.Status status, long amountMinor) {
        tenant.state(
                id,
                Rewards.reward(id)
                        .is(status, 1)
                        .in("spring", 1)
                        .of(conversion)
                        .worth(RewardKind.CASH, amountMinor, "EUR")
                        .build());
    }

    private interface Expected {
        void of(ValidatableResponse rings);
    }

    private void awaitRings(Expected expected) {
        await().atMost(TestTenant.PATIENCE).untilAsserted(() -> expected.of(tenant.get("/spring/rings")));
    }
}
