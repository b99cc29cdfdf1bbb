package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Upline;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.RewardKind;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.Terms;
import io.grapevine.events.Topic;
import io.grapevine.events.TrafficLabel;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class SharedCreditIT {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();

    @BeforeEach
    void aProgramThatSharesCreditEvenly() {
        publish(
                new ProgramPublished("prg_1", "spring", 1, null, terms()),
                link("ALICE", "alice"),
                link("BOB", "bob"),
                link("EVE", "eve"));
    }

    @Test
    void everyTouchOfThePersonEarnsWhereverItWasAndWheneverItIsReported() {
        // Given
        report(
                click("c1", "phone", "ALICE", "email", 1),
                identify("i1", "phone", "dave", 2),
                signUp("s1", "dave", "laptop", 3),
                purchase("p1", "o1", "dave", 1_000, 6));
        awaitCredits(new Credit("par_alice", "alice", 1.0, 1_000));
        // When
        report(click("c2", "laptop", "BOB", null, 4), click("c3", "phone", "ALICE", null, 5));
        // Then
        awaitCredits(
                new Credit("par_alice", "alice", 0.6666666666666666, 667),
                new Credit("par_bob", "bob", 0.3333333333333333, 333));
        assertThat(latest().advocate()).isEqualTo(new ConversionDecided.Advocate("par_alice", "alice", "ALICE"));
        assertThat(latest().explanation().candidates())
                .extracting(ConversionDecided.Candidate::channel)
                .containsExactly("email", "referral", "referral");
        // When
        report(refund("r1", "f1", "o1", 997, 7));
        // Then
        awaitCredits(
                new Credit("par_alice", "alice", 0.6666666666666666, 2),
                new Credit("par_bob", "bob", 0.3333333333333333, 1));
    }

    @Test
    void anUplineThatTurnsUpLateFollowsTheAdvocatesShare() {
        // Given
        report(
                click("c1", "v1", "ALICE", null, 1),
                click("c2", "v1", "BOB", null, 2),
                signUp("s1", "dave", "v1", 3),
                purchase("p1", "o1", "dave", 1_000, 6));
        awaitCredits(new Credit("par_alice", "alice", 0.5, 500), new Credit("par_bob", "bob", 0.5, 500));
        assertThat(latest().upline()).isEmpty();
        // When
        report(click("c3", "v3", "EVE", null, 0), signUp("s3", "alice", "v3", 1));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(latest().upline()).containsExactly(new Upline(2, "par_eve", "eve", 0.5)));
    }

    @Test
    void whoTurnsOutToDescendFromTheBuyerLosesTheirShare() {
        // Given
        publish(link("DAVE", "dave"));
        report(
                click("c1", "v1", "BOB", null, 1),
                click("c2", "v1", "ALICE", null, 2),
                signUp("s1", "dave", "v1", 3),
                purchase("p1", "o1", "dave", 1_000, 6));
        awaitCredits(new Credit("par_bob", "bob", 0.5, 500), new Credit("par_alice", "alice", 0.5, 500));
        // When
        report(click("c3", "v3", "DAVE", null, 4), signUp("s3", "bob", "v3", 5));
        // Then
        awaitCredits(new Credit("par_alice", "alice", 1.0, 1_000));
        assertThat(latest().explanation().candidates())
                .extracting(ConversionDecided.Candidate::lostBecause)
                .containsExactly(ConversionDecided.Reason.CYCLE, null);
    }

    @Test
    void factsInAnyOrderEndInTheSameCreditsAndAreShown() {
        // Given
        var facts = new ArrayList<>(List.of(
                click("c1", "phone", "ALICE", "email", 1),
                click("c2", "laptop", "BOB", null, 2),
                signUp("s1", "dave", "laptop", 3),
                identify("i1", "phone", "dave", 4),
                click("c3", "phone", "EVE", null, 5),
                purchase("p1", "o1", "dave", 100, 6),
                refund("r1", "f1", "o1", 1, 7)));
        Collections.shuffle(facts, new Random(11));
        // When
        facts.forEach(this::report);
        report(facts.toArray(Event<?>[]::new));
        // Then
        awaitCredits(
                new Credit("par_alice", "alice", 0.3333333333333333, 33),
                new Credit("par_bob", "bob", 0.3333333333333333, 33),
                new Credit("par_eve", "eve", 0.3333333333333333, 33));
        var key = "gv_sk_" + tenant;
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        await().atMost(PATIENCE)
                .until(() -> get(key, "/v1/conversions?orderId=o1").statusCode() == 200);
        var shown = get(key, "/v1/conversions?orderId=o1").jsonPath();
        assertThat(shown.getList("items[0].credits.amountMinor")).containsExactly(33, 33, 33);
        assertThat(shown.getString("items[0].explanation.rule")).isEqualTo("journey");
    }

    private void awaitCredits(Credit... credits) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(decisions())
                        .isNotEmpty()
                        .last()
                        .satisfies(decided -> assertThat(decided.credits()).containsExactly(credits)));
    }

    private ConversionDecided latest() {
        return decisions().getLast();
    }

    private List<ConversionDecided> decisions() {
        return TestLog.read(Topic.ATTRIBUTIONS, tenant, ConversionDecided.class).stream()
                .filter(decided -> "o1".equals(decided.orderId()))
                .sorted(Comparator.comparing(ConversionDecided::revision))
                .toList();
    }

    private static io.restassured.response.Response get(String key, String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).get(path);
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

    private Event<?> click(String id, String visitor, String code, @Nullable String medium, int day) {
        return at(
                id,
                day,
                new ClickRecorded(
                        id,
                        ClickRecorded.Origin.HOST,
                        null,
                        code,
                        visitor,
                        TrafficLabel.HUMAN,
                        "1",
                        null,
                        null,
                        null,
                        medium == null ? Map.of() : Map.of("utm_medium", medium),
                        Context.NONE));
    }

    private Event<?> identify(String id, String visitor, String customer, int day) {
        return at(id, day, new IdentifyRecorded(visitor, customer, null, null, Context.NONE));
    }

    private Event<?> signUp(String id, String customer, String visitor, int day) {
        return at(id, day, new SignUpRecorded(customer, visitor, Evidence.NONE, null, null, null, Context.NONE));
    }

    private Event<?> purchase(String id, String order, String customer, long amount, int day) {
        return at(
                id,
                day,
                new PurchaseRecorded(
                        order,
                        customer,
                        null,
                        amount,
                        "EUR",
                        Evidence.NONE,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Context.NONE));
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
                new Terms.Attribution(
                        Terms.Model.LINEAR,
                        new Terms.Lookback(Duration.ofDays(30), Terms.Edge.INCLUSIVE),
                        null,
                        Terms.Binding.PER_ORDER,
                        Terms.Credit.MULTI_TOUCH,
                        null,
                        null),
                new Terms.Eligibility(null, List.of()),
                List.of(new Terms.RewardRule(
                        "upline",
                        Terms.Trigger.PURCHASE,
                        Terms.Role.UPLINE,
                        2,
                        false,
                        null,
                        new Terms.Give(RewardKind.CASH, new BigDecimal("3"), null, null, null),
                        Duration.ZERO)));
    }
}
