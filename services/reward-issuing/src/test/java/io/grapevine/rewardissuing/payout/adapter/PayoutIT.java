package io.grapevine.rewardissuing.payout.adapter;

import static io.grapevine.rewardissuing.payout.adapter.PayoutScene.PATIENCE;
import static io.grapevine.rewardissuing.payout.adapter.PayoutScene.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class PayoutIT {

    private PayoutScene scene;

    @BeforeEach
    void aTenantWithStaff() {
        scene = new PayoutScene();
    }

    @Test
    void whatIsPayableIsCreatedApprovedBookedAndPaid() {
        // Given
        scene.orders("ada", 2).orders("bea", 1);
        // When
        var created = scene.create(scene.ann, Map.of("currency", "EUR"));
        var id = created.getString("id");
        // Then: reserved, and nothing booked
        assertThat(created.getString("status")).isEqualTo("awaiting_approval");
        assertThat(created.getString("createdBy")).isEqualTo("ann");
        assertThat(created.getLong("total.amount")).isEqualTo(3000);
        assertThat(created.getList("lines.amount.amount")).containsExactly(2000, 1000);
        assertThat(scene.balance("ada", "paid")).isZero();
        // When
        var approved =
                scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null).jsonPath();
        // Then: one truth in payout, balance, reward and its events
        assertThat(approved.getString("status")).isEqualTo("paying");
        assertThat(approved.getString("approvedBy")).isEqualTo("bob");
        assertThat(approved.getLong("booked.amount")).isEqualTo(3000);
        assertThat(scene.balance("ada", "paid")).isEqualTo(2000);
        assertThat(scene.balance("ada", "amount")).isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.rewards())
                        .filteredOn(reward -> reward.status() == Status.FULFILLED)
                        .extracting(RewardChanged::conversionId)
                        .containsExactlyInAnyOrder("ada-0", "ada-1", "bea-0"));
        // When
        var settled = scene.post(scene.machine, "/v1/payouts/" + id + "/confirm", Map.of())
                .jsonPath();
        // Then
        assertThat(settled.getString("status")).isEqualTo("settled");
        assertThat(settled.getList("lines.status")).containsOnly("paid");
        assertThat(scene.get(scene.machine, "/v1/payouts?status=settled")
                        .jsonPath()
                        .getList("items.id"))
                .containsExactly(id);
        assertThat(scene.create(scene.ann, Map.of("currency", "EUR")).getString("status"))
                .isEqualTo("empty");
        assertThat(scene.booksAreRight()).isTrue();
    }

    @Test
    void onlyCashGoesInUnlessCreditIsAskedFor() {
        // Given: the friend has 5.00 of credit
        scene.orders("ada", 1);
        // When
        var cash = scene.create(scene.ann, Map.of("currency", "EUR"));
        var credit = scene.create(scene.ann, Map.of("currency", "EUR", "kinds", List.of("credit")));
        // Then
        assertThat(cash.getList("lines.externalId")).containsExactly("ada");
        assertThat(credit.getList("lines.externalId")).containsExactly("f-ada-0");
        assertThat(scene.create(scene.ann, Map.of("currency", "USD")).getString("status"))
                .isEqualTo("empty");
        assertThat(scene.create(scene.ann, Map.of("currency", "EUR", "programKey", "other"))
                        .getList("lines"))
                .isEmpty();
    }

    @Test
    void whoIsNotPaidHasALineThatSaysWhy() {
        // Given
        scene.orders("ada", 2).orders("bea", 1);
        // When
        var first = scene.create(scene.ann, Map.of("currency", "EUR", "minimum", 1001));
        var second = scene.create(scene.ann, Map.of("currency", "EUR"));
        // Then
        assertThat(first.getList("lines.reason")).containsExactly(null, "below_minimum");
        assertThat(first.getLong("total.amount")).isEqualTo(2000);
        assertThat(second.getList("lines.reason")).containsExactly("in_open_payout", null);
    }

    @Test
    void heldFrozenAndReviewedMoneyIsNeverPaid() {
        // Given
        scene.orders("ada", 3);
        scene.decided(order("ada", 0).revision(2).disputed(State.OPENED));
        scene.decided(order("ada", 1).revision(2).inReview());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.balance("ada", "held")).isEqualTo(2000));
        // When
        var created = scene.create(scene.ann, Map.of("currency", "EUR"));
        // Then
        assertThat(created.getLong("total.amount")).isEqualTo(1000);
    }

    @Test
    void whatWasTakenBackBetweenCreationAndApprovalIsNotPaid() {
        // Given
        scene.orders("ada", 2).orders("bea", 1).orders("cid", 1);
        var id = scene.created(scene.ann);
        scene.decided(order("ada", 0).revision(2).refunded(10_000));
        scene.decided(order("bea", 0).revision(2).disputed(State.OPENED));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.balance("ada", "amount") + scene.balance("bea", "held"))
                        .isEqualTo(2000));
        // When
        scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null);
        // Then
        assertThat(scene.line(id, "ada", "booked.amount")).isEqualTo("1000");
        assertThat(scene.line(id, "bea", "status")).isEqualTo("dropped");
        assertThat(scene.line(id, "bea", "reason")).isEqualTo("below_minimum");
        assertThat(scene.line(id, "cid", "booked.amount")).isEqualTo("1000");
        assertThat(scene.balance("ada", "paid")).isEqualTo(1000);
        assertThat(scene.balance("bea", "paid")).isZero();
    }

    @Test
    void aDebtIsCarriedAndNettedByTheNextPayout() {
        // Given: paid, and then taken back
        scene.orders("ada", 1);
        var first = scene.created(scene.ann);
        scene.post(scene.bob, "/v1/payouts/" + first + "/approve", null);
        scene.decided(order("ada", 0).revision(2).refunded(4_000));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.balance("ada", "amount")).isEqualTo(-400));
        // When
        var carried = scene.create(scene.ann, Map.of("currency", "EUR"));
        scene.decided(order("ada", 1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.balance("ada", "amount")).isEqualTo(600));
        var netting = scene.create(scene.ann, Map.of("currency", "EUR"));
        scene.post(scene.bob, "/v1/payouts/" + netting.getString("id") + "/approve", null);
        // Then
        assertThat(carried.getString("status")).isEqualTo("empty");
        assertThat(carried.getString("lines[0].reason")).isEqualTo("negative_balance");
        assertThat(carried.getLong("lines[0].amount.amount")).isEqualTo(-400);
        assertThat(netting.getLong("total.amount")).isEqualTo(600);
        assertThat(scene.balance("ada", "amount")).isZero();
        assertThat(scene.balance("ada", "paid")).isEqualTo(1600);
    }

    @Test
    void aDebtThatCameUpSinceTheCreationIsNettedAsWell() {
        // Given
        scene.orders("ada", 1);
        scene.post(scene.bob, "/v1/payouts/" + scene.created(scene.ann) + "/approve", null);
        scene.decided(order("ada", 1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.balance("ada", "amount")).isEqualTo(1000));
        var id = scene.created(scene.ann);
        scene.decided(order("ada", 0).revision(2).refunded(7_000));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.balance("ada", "amount")).isEqualTo(300));
        // When
        scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null);
        // Then
        assertThat(scene.line(id, "ada", "booked.amount")).isEqualTo("300");
        assertThat(scene.balance("ada", "amount")).isZero();
    }

    @Test
    void whatFailedOrCameBackIsOwedAgainOnceEach() {
        // Given
        scene.orders("ada", 1).orders("bea", 1);
        var id = scene.created(scene.ann);
        scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null);
        var adas = scene.line(id, "ada", "id");
        // When
        scene.post(
                scene.bob,
                "/v1/payouts/" + id + "/confirm",
                Map.of("failed", List.of(Map.of("lineId", scene.line(id, "bea", "id"), "reason", "account closed"))));
        // Then
        assertThat(scene.payout(id).getString("status")).isEqualTo("settled");
        assertThat(scene.line(id, "bea", "reason")).isEqualTo("account closed");
        assertThat(scene.balance("bea", "amount")).isEqualTo(1000);
        assertThat(scene.balance("ada", "amount")).isZero();
        // When
        var body = Map.of("lineId", adas, "returnId", "R-1", "reason", "AC04");
        var once = scene.post(scene.bob, "/v1/payouts/" + id + "/returns", body);
        var twice = scene.post(scene.bob, "/v1/payouts/" + id + "/returns", body);
        var other = scene.post(scene.bob, "/v1/payouts/" + id + "/returns", Map.of("lineId", adas, "returnId", "R-2"));
        // Then
        assertThat(List.of(once.statusCode(), twice.statusCode(), other.statusCode()))
                .containsExactly(200, 200, 409);
        assertThat(other.jsonPath().getString("code")).isEqualTo("already_returned");
        assertThat(scene.line(id, "ada", "status")).isEqualTo("returned");
        assertThat(scene.balance("ada", "amount")).isEqualTo(1000);
        assertThat(scene.create(scene.ann, Map.of("currency", "EUR")).getLong("total.amount"))
                .isEqualTo(2000);
        assertThat(scene.booksAreRight()).isTrue();
    }

    @Test
    void whatComesBackAfterTheOrdersCurrencyChangedIsGivenBackInTheFormerOne() {
        // Given
        scene.orders("ada", 1);
        var id = scene.created(scene.ann);
        scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null);
        scene.post(scene.bob, "/v1/payouts/" + id + "/confirm", Map.of());
        scene.decided(order("ada", 0).revision(2).amount(10_000, "USD"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.balance("ada", "amount")).isEqualTo(-1000));
        // When
        var body = Map.of("lineId", scene.line(id, "ada", "id"), "returnId", "R-1");
        var back = scene.post(scene.bob, "/v1/payouts/" + id + "/returns", body);
        var again = scene.post(scene.bob, "/v1/payouts/" + id + "/returns", body);
        // Then
        assertThat(back.statusCode()).as(back.asString()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(scene.balance("ada", "amount")).isZero();
        assertThat(scene.balance("ada", "paid")).isZero();
        assertThat(scene.booksAreRight()).isTrue();
    }

    @Test
    void whatIsCancelledIsFreeForTheNextPayout() {
        // Given
        scene.orders("ada", 1);
        var id = scene.created(scene.ann);
        // When
        var cancelled = scene.post(scene.machine, "/v1/payouts/" + id + "/cancel", null);
        // Then
        assertThat(cancelled.jsonPath().getString("status")).isEqualTo("cancelled");
        assertThat(scene.post(scene.machine, "/v1/payouts/" + id + "/cancel", null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null)
                        .jsonPath()
                        .getString("code"))
                .isEqualTo("illegal_transition");
        assertThat(scene.create(scene.ann, Map.of("currency", "EUR")).getLong("total.amount"))
                .isEqualTo(1000);
    }

    @Test
    void theSameRequestIsCarriedOutOnce() {
        // Given
        scene.orders("ada", 1);
        // When
        var first = keyed("K-1", Map.of("currency", "EUR"));
        var again = keyed("K-1", Map.of("currency", "EUR"));
        var other = keyed("K-1", Map.of("currency", "USD"));
        // Then
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(scene.get(scene.machine, "/v1/payouts").jsonPath().getList("items"))
                .hasSize(1);
    }

    @Test
    void pagesLeaveNothingOutAndStrangersSeeNothing() {
        // Given
        for (var payout = 0; payout < 3; payout++) scene.created(scene.ann);
        // When
        var first = scene.get(scene.bob, "/v1/payouts?limit=2").jsonPath();
        var rest = scene.get(scene.bob, "/v1/payouts?limit=2&cursor=" + first.getString("next"))
                .jsonPath();
        // Then
        assertThat(first.getList("items")).hasSize(2);
        assertThat(rest.getList("items")).hasSize(1);
        assertThat(rest.getString("next")).isNull();
        assertThat(scene.get(scene.bob, "/v1/payouts?status=gone").jsonPath().getString("code"))
                .isEqualTo("unknown_status");
        var stranger = new PayoutScene();
        assertThat(stranger.get(stranger.bob, "/v1/payouts/" + first.getString("items[0].id"))
                        .statusCode())
                .isEqualTo(404);
    }

    private Response keyed(String idempotencyKey, Map<String, ?> body) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + scene.ann)
                .header("Idempotency-Key", idempotencyKey)
                .contentType("application/json")
                .body(body)
                .post("/v1/payouts");
    }
}
