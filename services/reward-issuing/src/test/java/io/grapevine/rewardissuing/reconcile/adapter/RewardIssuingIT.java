package io.grapevine.rewardissuing.reconcile.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.held;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.rewardissuing.owed.Programs.thanks;
import static io.grapevine.rewardissuing.owed.Programs.welcomeCoupon;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.Event;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Topic;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class RewardIssuingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    // The broker takes no record stamped more than an hour ahead of its own clock, so the test's clock moves less.
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    @Inject
    MutableClock clock;

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void aTenant() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aPurchaseBecomesRewardsForEverybodyItOwes() {
        // Given
        program(1, terms(commission(), percent("second", Role.UPLINE, 2, "3", null), thanks()));
        participant("par_ada", "demo", "ada");
        // When
        decided(purchase().upline(2, "bea"));
        // Then
        var told = awaitRewards(3);
        assertThat(told)
                .extracting(reward ->
                        reward.beneficiary().externalId() + " " + reward.amountMinor() + " " + reward.status())
                .containsExactlyInAnyOrder("ada 1000 RELEASED", "bea 300 RELEASED", "fay 500 RELEASED");
        assertThat(owed("ada", "EUR")).isEqualTo(1000);
        assertThat(owed("par_ada", "EUR")).isEqualTo(1000);
        assertThat(get("/v1/balances/fay").jsonPath().getLong("balances[0].byKind.credit.released"))
                .isEqualTo(500);
        assertThat(get("/v1/balances/nobody").statusCode()).isEqualTo(404);
        assertThat(get("/v1/rewards?participantId=par_ada").jsonPath().getList("items"))
                .hasSize(1);
        assertThat(get("/v1/rewards?orderId=o1").jsonPath().getList("items")).hasSize(3);
        assertThat(get("/v1/rewards?customerId=fay&status=released").jsonPath().getList("items"))
                .hasSize(3);
        assertThat(get("/v1/rewards?status=held").jsonPath().getList("items")).isEmpty();
        assertThat(get("/v1/rewards?status=gone").jsonPath().getString("code")).isEqualTo("unknown_status");
    }

    @Test
    void thePagesOfAListLeaveNothingOut() {
        // Given
        program(1, terms(commission(), percent("second", Role.UPLINE, 2, "3", null), thanks()));
        decided(purchase().upline(2, "bea"));
        assertThat(awaitRewards(3)).hasSize(3);
        // When
        var first = get("/v1/rewards?limit=2").jsonPath();
        var second =
                get("/v1/rewards?limit=2&cursor=" + first.getString("next")).jsonPath();
        var people = get("/v1/balances?programKey=demo&limit=2").jsonPath();
        var rest = get("/v1/balances?programKey=demo&limit=2&cursor=" + people.getString("next"))
                .jsonPath();
        // Then
        assertThat(first.getList("items")).hasSize(2);
        assertThat(second.getList("items")).hasSize(1);
        assertThat(second.getString("next")).isNull();
        assertThat(people.getList("items.externalId")).containsExactly("ada", "bea");
        assertThat(people.getLong("items[0].balances[0].amount")).isEqualTo(1000);
        assertThat(rest.getList("items.externalId")).containsExactly("fay");
        assertThat(rest.getString("next")).isNull();
        assertThat(get("/v1/balances?programKey=other").jsonPath().getList("items"))
                .isEmpty();
        var entries = get("/v1/ledger/entries?account=payable:ada").jsonPath();
        assertThat(entries.getList("items.amount.amount")).containsExactly(-1000);
        assertThat(get("/v1/ledger/entries?programKey=demo").jsonPath().getList("items.programKey"))
                .isNotEmpty()
                .containsOnly("demo");
        assertThat(get("/v1/ledger/entries?programKey=other").jsonPath().getList("items"))
                .isEmpty();
        assertThat(get("/v1/ledger/entries?limit=4").jsonPath().getString("next"))
                .isNotNull();
        assertThat(get("/v1/ledger/entries?cursor=x").jsonPath().getString("code"))
                .isEqualTo("invalid_cursor");
    }

    @Test
    void revisionsInAnyOrderAndRepeatedEndInTheSameBooks() {
        // Given
        program(1, terms(commission(), thanks()));
        var revisions = new ArrayList<Event<?>>();
        for (var order = 0; order < 20; order++) {
            var id = "cnv_" + order;
            revisions.add(event(purchase().of(id).amount(1000 + order, "EUR")));
            revisions.add(event(
                    purchase().of(id).amount(1000 + order, "EUR").revision(2).refunded(500)));
            revisions.add(event(purchase()
                    .of(id)
                    .amount(1000 + order, "EUR")
                    .revision(3)
                    .refunded(order % 2 == 0 ? 1000 + order : 500)));
        }
        revisions.addAll(revisions.subList(0, 30));
        Collections.shuffle(revisions, new Random(4));
        // When
        revisions.forEach(TestLog::append);
        // Then: the odd ones keep half_up(10 % of 500 + order), none reaches 20.00 for the friend
        var expected = java.util.stream.IntStream.range(0, 20)
                .filter(order -> order % 2 == 1)
                .mapToLong(order -> Math.round((500 + order) / 10.0))
                .sum();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(owed("ada", "EUR")).isEqualTo(expected));
        verified();
    }

    @Test
    void aHeldRewardIsReleasedWhenItsHoldEnds() {
        // Given
        program(1, terms(held(commission(), TWO_WEEKS)));
        decided(purchase().at(Instant.now().minus(TWO_WEEKS).plus(HALF_AN_HOUR)));
        var held = awaitRewards(1).getFirst();
        assertThat(held.status()).isEqualTo(Status.HELD);
        assertThat(held.releasableAt()).isNotNull();
        assertThat(get("/v1/balances/ada").jsonPath().getLong("balances[0].held"))
                .isEqualTo(1000);
        // When
        clock.advance(HALF_AN_HOUR.plusSeconds(1));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(owed("ada", "EUR")).isEqualTo(1000));
        var shown = get("/v1/rewards/" + held.rewardId()).jsonPath();
        assertThat(shown.getString("status")).isEqualTo("released");
        assertThat(shown.getList("history.status")).containsExactly("held", "released");
        assertThat(awaitRewards(2)).extracting(RewardChanged::sequence).containsExactly(1, 2);
        verified();
    }

    @Test
    void aRefundADisputeAndAVerdictOfFraudAreOneMechanism() {
        // Given
        program(1, terms(commission()));
        decided(purchase());
        assertThat(awaitRewards(1)).hasSize(1);
        // When, Then
        decided(purchase().revision(2).refunded(4000));
        assertThat(awaitRewards(2).getLast().amountMinor()).isEqualTo(600);
        decided(purchase().revision(3).refunded(4000).disputed(State.OPENED));
        assertThat(awaitRewards(3).getLast().status()).isEqualTo(Status.FROZEN);
        assertThat(owed("ada", "EUR")).isZero();
        decided(purchase().revision(4).refunded(4000).disputed(State.WON));
        assertThat(awaitRewards(4).getLast().status()).isEqualTo(Status.RELEASED);
        assertThat(owed("ada", "EUR")).isEqualTo(600);
        decided(purchase().revision(5).unattributed(Outcome.REFUSED, ConversionDecided.Reason.SELF_REFERRAL));
        var last = awaitRewards(5).getLast();
        assertThat(last.status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(last.reason()).isEqualTo("self_referral");
        assertThat(owed("ada", "EUR")).isZero();
        verified();
    }

    @Test
    void moneyFollowsPeopleWhoTurnOutToBeOne() {
        // Given: two customers bought for the first time, brought by an advocate under two ids
        program(1, terms(commission(), thanks()));
        decided(purchase().of("cnv_1").order("o1").by("fay-of-old").broughtBy("ada-of-old"));
        decided(purchase().of("cnv_2").order("o2").at(Instant.now()).by("fay").broughtBy("ada"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(owed("ada-of-old", "EUR")).isEqualTo(1000);
            assertThat(owed("ada", "EUR")).isEqualTo(1000);
            assertThat(owed("fay-of-old", "EUR")).isEqualTo(500);
            assertThat(owed("fay", "EUR")).isEqualTo(500);
        });
        // When
        decided(purchase().of("cnv_1").order("o1").revision(2).by("fay").broughtBy("ada"));
        // Then: there is one first order among them
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(owed("ada-of-old", "EUR")).isZero();
            assertThat(owed("ada", "EUR")).isEqualTo(2000);
            assertThat(owed("fay-of-old", "EUR")).isZero();
            assertThat(owed("fay", "EUR")).isEqualTo(500);
        });
        verified();
    }

    @Test
    void aDecisionWhoseProgramVersionIsUnknownWaitsForIt() {
        // Given
        program(1, terms(commission()));
        decided(purchase().of("early").in("demo", 2));
        decided(purchase().of("known").by("gus", null));
        assertThat(awaitRewards(1)).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(RestAssured.get("/q/metrics").asString())
                        .containsPattern("grapevine_decisions_awaiting_terms [1-9]"));
        // When
        program(2, terms(percent("commission", Role.ADVOCATE, 1, "20", null)));
        // Then
        assertThat(awaitRewards(2)).extracting(RewardChanged::amountMinor).containsExactlyInAnyOrder(1000L, 2000L);
    }

    @Test
    void peopleRuleAboutRewardsAndOnlyAlongWaysThatExist() {
        // Given
        program(1, terms(held(commission(), TWO_WEEKS)));
        decided(purchase().of("a").at(Instant.now()));
        decided(purchase().of("b").at(Instant.now()));
        var ids = awaitRewards(2).stream().map(RewardChanged::rewardId).toList();
        // When, Then
        assertThat(post(ids.get(0), "fulfil").statusCode()).isEqualTo(409);
        assertThat(post(ids.get(0), "fulfil").jsonPath().getString("code")).isEqualTo("illegal_transition");
        assertThat(post(ids.get(0), "approve").jsonPath().getString("status")).isEqualTo("released");
        assertThat(post(ids.get(0), "approve").statusCode()).isEqualTo(200);
        var paid = post(ids.get(0), "fulfil").jsonPath();
        assertThat(paid.getString("status")).isEqualTo("fulfilled");
        assertThat(paid.getList("history.status")).containsExactly("held", "released", "fulfilled");
        assertThat(post(ids.get(0), "reject").statusCode()).isEqualTo(409);
        assertThat(post(ids.get(1), "reject").jsonPath().getString("reason")).isEqualTo("rejected");
        assertThat(post("rew_unknown", "approve").statusCode()).isEqualTo(404);
        var balance = get("/v1/balances/ada").jsonPath();
        assertThat(balance.getLong("balances[0].paid")).isEqualTo(1000);
        assertThat(balance.getLong("balances[0].amount")).isZero();
        verified();
    }

    @Test
    void aSignUpGetsItsCouponOnce() {
        program(1, terms(welcomeCoupon()));
        decided(signUp());
        decided(signUp());
        decided(signUp().revision(2));
        var issued = awaitRewards(1).getFirst();
        assertThat(issued.status()).isEqualTo(Status.FULFILLED);
        assertThat(issued.couponCode()).matches("[0-9A-HJKMNP-TV-Z]{16}");
        assertThat(get("/v1/rewards/" + issued.rewardId()).jsonPath().getString("coupon.code"))
                .isEqualTo(issued.couponCode());
        assertThat(get("/v1/balances/fay").jsonPath().getList("balances")).isEmpty();
        assertThat(rewards()).hasSize(1);
    }

    @Test
    void noTenantSeesAnother() {
        program(1, terms(commission()));
        decided(purchase());
        var id = awaitRewards(1).getFirst().rewardId();
        var other = "gv_sk_other-" + tenant;
        TestLog.publishKey("other-" + tenant, other, ApiKeyPublished.Kind.SECRET);
        await().atMost(PATIENCE).until(() -> get(other, "/v1/rewards").statusCode() == 200);
        assertThat(get(other, "/v1/rewards").jsonPath().getList("items")).isEmpty();
        assertThat(get(other, "/v1/rewards/" + id).statusCode()).isEqualTo(404);
        assertThat(get(other, "/v1/balances/ada").statusCode()).isEqualTo(404);
        assertThat(get(other, "/v1/ledger/entries").jsonPath().getList("items")).isEmpty();
        assertThat(RestAssured.get("/v1/rewards").statusCode()).isEqualTo(401);
    }

    private void verified() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var proof = get("/v1/ledger/verify").jsonPath();
            assertThat(proof.getBoolean("ok")).as(proof.prettify()).isTrue();
            assertThat(proof.getLong("sums.EUR")).isZero();
            assertThat(proof.getLong("unsealed")).isZero();
            assertThat(proof.getLong("sealed")).isPositive();
        });
    }

    private long owed(String person, String currency) {
        var answer = get("/v1/balances/" + person);
        // Whoever looks too early looks again.
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath().getLong("balances.find { it.currency == '" + currency + "' }.amount");
    }

    private List<RewardChanged> awaitRewards(int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rewards()).hasSize(count));
        await().atMost(PATIENCE).until(() -> get("/v1/rewards").statusCode() == 200);
        return rewards();
    }

    private List<RewardChanged> rewards() {
        return TestLog.read(Topic.REWARDS, tenant, RewardChanged.class);
    }

    private Response get(String path) {
        return get(key, path);
    }

    private static Response get(String key, String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).get(path);
    }

    private Response post(String rewardId, String word) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .post("/v1/rewards/" + rewardId + "/" + word);
    }

    private void program(int version, Terms terms) {
        say(new ProgramPublished("prg_1", "demo", version, null, terms));
    }

    private void participant(String id, String program, String externalId) {
        say(new ParticipantPublished(id, program, externalId, "CODE", null, null, null));
    }

    private void decided(Decisions decision) {
        TestLog.append(event(decision));
    }

    private Event<?> event(Decisions decision) {
        return stated(decision.build());
    }

    private void say(io.grapevine.events.EventData data) {
        TestLog.append(stated(data));
    }

    private Event<?> stated(io.grapevine.events.EventData data) {
        return Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data);
    }
}
