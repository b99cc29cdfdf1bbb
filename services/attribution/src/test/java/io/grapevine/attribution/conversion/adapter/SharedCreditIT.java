package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Upline;
import io.grapevine.events.Event;
import io.grapevine.events.Explanation;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.events.Topic;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class SharedCreditIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final Facts facts = new Facts(tenant);

    @BeforeEach
    void aProgramThatSharesCreditEvenly() {
        facts.publish(
                new ProgramPublished("prg_1", "spring", 1, null, terms()),
                Facts.link("ALICE", "alice"),
                Facts.link("BOB", "bob"),
                Facts.link("EVE", "eve"));
    }

    @Test
    void everyTouchOfThePersonEarnsWhereverItWasAndWheneverItIsReported() {
        // Given
        TestLog.append(
                facts.click("c1", "phone", "ALICE", "email", 1),
                facts.identify("i1", "phone", "dave", 2),
                facts.signUp("s1", "dave", "laptop", 3),
                facts.purchase("p1", "o1", "dave", 1_000, 6));
        awaitCredits(new Credit("par_alice", "alice", 1.0, 1_000));
        // When
        TestLog.append(facts.click("c2", "laptop", "BOB", null, 4), facts.click("c3", "phone", "ALICE", null, 5));
        // Then
        awaitCredits(
                new Credit("par_alice", "alice", 0.6666666666666666, 667),
                new Credit("par_bob", "bob", 0.3333333333333333, 333));
        assertThat(latest().advocate()).isEqualTo(new ConversionDecided.Advocate("par_alice", "alice", "ALICE"));
        assertThat(latest().explanation().candidates())
                .extracting(Explanation.Candidate::channel)
                .containsExactly("email", "referral", "referral");
        // When
        TestLog.append(facts.refund("r1", "f1", "o1", 997, 7));
        // Then
        awaitCredits(
                new Credit("par_alice", "alice", 0.6666666666666666, 2),
                new Credit("par_bob", "bob", 0.3333333333333333, 1));
    }

    @Test
    void anUplineThatTurnsUpLateFollowsTheAdvocatesShare() {
        // Given
        TestLog.append(
                facts.click("c1", "v1", "ALICE", null, 1),
                facts.click("c2", "v1", "BOB", null, 2),
                facts.signUp("s1", "dave", "v1", 3),
                facts.purchase("p1", "o1", "dave", 1_000, 6));
        awaitCredits(new Credit("par_alice", "alice", 0.5, 500), new Credit("par_bob", "bob", 0.5, 500));
        assertThat(latest().upline()).isEmpty();
        // When
        TestLog.append(facts.click("c3", "v3", "EVE", null, 0), facts.signUp("s3", "alice", "v3", 1));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(latest().upline()).containsExactly(new Upline(2, "par_eve", "eve", 0.5)));
    }

    @Test
    void whoTurnsOutToDescendFromTheBuyerLosesTheirShare() {
        // Given
        facts.publish(Facts.link("DAVE", "dave"));
        TestLog.append(
                facts.click("c1", "v1", "BOB", null, 1),
                facts.click("c2", "v1", "ALICE", null, 2),
                facts.signUp("s1", "dave", "v1", 3),
                facts.purchase("p1", "o1", "dave", 1_000, 6));
        awaitCredits(new Credit("par_bob", "bob", 0.5, 500), new Credit("par_alice", "alice", 0.5, 500));
        // When
        TestLog.append(facts.click("c3", "v3", "DAVE", null, 4), facts.signUp("s3", "bob", "v3", 5));
        // Then
        awaitCredits(new Credit("par_alice", "alice", 1.0, 1_000));
        assertThat(latest().explanation().candidates())
                .extracting(Explanation.Candidate::lostBecause)
                .containsExactly(ConversionDecided.Reason.CYCLE, null);
    }

    @Test
    void factsInAnyOrderEndInTheSameCreditsAndAreShown() {
        // Given
        var shuffled = new ArrayList<>(List.of(
                facts.click("c1", "phone", "ALICE", "email", 1),
                facts.click("c2", "laptop", "BOB", null, 2),
                facts.signUp("s1", "dave", "laptop", 3),
                facts.identify("i1", "phone", "dave", 4),
                facts.click("c3", "phone", "EVE", null, 5),
                facts.purchase("p1", "o1", "dave", 100, 6),
                facts.refund("r1", "f1", "o1", 1, 7)));
        Collections.shuffle(shuffled, new Random(11));
        // When
        shuffled.forEach(TestLog::append);
        TestLog.append(shuffled.toArray(Event<?>[]::new));
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

    static Terms terms() {
        return new Terms(
                "Spring",
                "https://shop.example/",
                new AttributionTerms(
                        AttributionTerms.Model.LINEAR,
                        new AttributionTerms.Lookback(Duration.ofDays(30), AttributionTerms.Edge.INCLUSIVE),
                        null,
                        AttributionTerms.Binding.PER_ORDER,
                        AttributionTerms.Credit.MULTI_TOUCH,
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
