package io.grapevine.rewardissuing.reconcile.adapter;

import static io.grapevine.rewardissuing.owed.Programs.pooled;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.events.Topic;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A pool that runs out, is filled again, and is given out by several instances at once. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class CouponPoolIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int INSTANCES = 8;

    @Inject
    HandOutCoupons handOutCoupons;

    @Inject
    Vertx vertx;

    private final Site site = new Site();

    @Test
    void whoWaitsIsServedInOrderWhenThePoolIsFilled() {
        // Given
        site.program(terms(rule("spring", Trigger.PURCHASE, Role.ADVOCATE, pooled("spring"), Duration.ZERO)));
        for (var order : List.of("a", "b", "c")) {
            site.decided(purchase().of(order).order(order));
            await().atMost(PATIENCE)
                    .until(() -> site.rewards().stream()
                            .anyMatch(reward -> reward.conversionId().equals(order)));
        }
        var waiting = site.awaitRewards(3);
        assertThat(waiting).extracting(RewardChanged::status).containsOnly(Status.WAITING_FOR_COUPON);
        assertThat(site.get("/v1/coupon-pools/spring").statusCode()).isEqualTo(404);
        // When
        var imported = importJson("k1", List.of("S-1", "S-2", "S-1")).jsonPath();
        // Then
        assertThat(imported.getInt("added")).isEqualTo(2);
        assertThat(imported.getInt("known")).isZero();
        assertThat(site.awaitRewards(5).subList(3, 5))
                .extracting(reward -> reward.conversionId() + " " + reward.couponCode() + " " + reward.status())
                .containsExactlyInAnyOrder("a S-1 FULFILLED", "b S-2 FULFILLED");
        assertThat(pool().getInt("waiting")).isEqualTo(1);
        assertThat(pool().getInt("left")).isZero();
        assertThat(pool().getBoolean("low")).isTrue();
        var shown = site.get("/v1/rewards/" + waiting.getFirst().rewardId()).jsonPath();
        assertThat(shown.getString("coupon.code")).isEqualTo("S-1");
        assertThat(shown.getString("coupon.pool")).isEqualTo("spring");
        // and the rest as CSV
        assertThat(importCsv("code\nS-2\nS-3\nS-4\n").jsonPath().getInt("added"))
                .isEqualTo(2);
        assertThat(site.awaitRewards(6).getLast().couponCode()).isEqualTo("S-3");
        assertThat(pool().getInt("left")).isEqualTo(1);
        assertThat(site.get("/v1/coupon-pools").jsonPath().getList("items.name"))
                .containsExactly("spring");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TestLog.read(Topic.ALERTS, site.tenant(), AlertRaised.class))
                        .extracting(AlertRaised::recipient, AlertRaised::code)
                        .containsExactly(tuple("spring", "coupons_out")));
    }

    @Test
    void aPoolThatBecomesLowRaisesOneAlert() {
        // Given
        site.program(terms(rule("spring", Trigger.PURCHASE, Role.ADVOCATE, pooled("spring"), Duration.ZERO)));
        var codes = IntStream.range(0, 101).mapToObj(n -> "L-" + n).toList();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(importJson("k1", codes).statusCode()).isEqualTo(201));
        // When
        for (var order = 0; order < 3; order++)
            site.decided(purchase().of("c" + order).order("o" + order));
        assertThat(site.awaitRewards(6)).hasSize(6);
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TestLog.read(Topic.ALERTS, site.tenant(), AlertRaised.class))
                        .extracting(AlertRaised::recipient, AlertRaised::code)
                        .containsExactly(tuple("spring", "coupons_low")));
    }

    @Test
    void anImportIsIdempotentByKeyAndByCode() {
        await().atMost(PATIENCE).until(() -> site.get("/v1/coupon-pools").statusCode() == 200);
        assertThat(importJson("k1", List.of("A", "B")).statusCode()).isEqualTo(201);
        assertThat(importJson("k1", List.of("A", "B")).jsonPath().getInt("added"))
                .isEqualTo(2);
        assertThat(importJson("k1", List.of("A", "C")).jsonPath().getString("code"))
                .isEqualTo("idempotency_conflict");
        var again = importJson("k2", List.of("A", "B")).jsonPath();
        assertThat(again.getInt("added")).isZero();
        assertThat(again.getInt("known")).isEqualTo(2);
        assertThat(again.getInt("pool.imported")).isEqualTo(2);
        var other = site.request()
                .contentType("application/json")
                .body(Map.of("codes", List.of("A", "Z")))
                .post("/v1/coupon-pools/summer/codes")
                .jsonPath();
        assertThat(other.getList("elsewhere")).containsExactly("A");
        assertThat(other.getInt("added")).isEqualTo(1);
        var wrong = importJson("k3", List.of("A B"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.jsonPath().getString("errors[0].pointer")).isEqualTo("/codes/0");
        assertThat(site.request()
                        .contentType("application/json")
                        .body(Map.of("codes", List.of("A")))
                        .post("/v1/coupon-pools/a b/codes")
                        .jsonPath()
                        .getString("code"))
                .isEqualTo("invalid_pool");
        for (var type : List.of("garbage", "a/b/c"))
            site.request()
                    .header("Content-Type", type)
                    .post("/v1/coupon-pools/summer/codes")
                    .then()
                    .statusCode(415)
                    .body("code", equalTo("unsupported_media_type"));
    }

    @Test
    void manyInstancesNeverGiveOneCodeTwice() {
        // Given
        var orders = 40;
        site.program(terms(rule("spring", Trigger.PURCHASE, Role.ADVOCATE, pooled("spring"), Duration.ZERO)));
        for (var order = 0; order < orders; order++)
            site.decided(purchase().of("c" + order).order("o" + order));
        assertThat(site.awaitRewards(orders)).hasSize(orders);
        var imported = importJson(
                "k1", IntStream.range(0, orders - 10).mapToObj(n -> "S-" + n).toList());
        assertThat(imported.statusCode()).isEqualTo(201);
        // When
        var runs = new ArrayList<CompletableFuture<Void>>();
        for (var instance = 0; instance < INSTANCES; instance++) runs.add(run());
        runs.forEach(CompletableFuture::join);
        // Then
        assertThat(site.awaitRewards(orders + orders - 10)).hasSize(orders + orders - 10);
        var codes = site.rewards().stream()
                .map(RewardChanged::couponCode)
                .filter(code -> code != null)
                .toList();
        assertThat(codes).hasSize(orders - 10).doesNotHaveDuplicates();
        assertThat(pool().getInt("waiting")).isEqualTo(10);
    }

    private CompletableFuture<Void> run() {
        var done = new CompletableFuture<Void>();
        vertx.getOrCreateContext()
                .runOnContext(ignored -> handOutCoupons
                        .run()
                        .subscribe()
                        .with(result -> done.complete(null), done::completeExceptionally));
        return done;
    }

    private JsonPath pool() {
        return site.get("/v1/coupon-pools/spring").jsonPath();
    }

    private Response importJson(String key, List<String> codes) {
        return site.request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(Map.of("codes", codes))
                .post("/v1/coupon-pools/spring/codes");
    }

    private Response importCsv(String text) {
        return site.request().contentType("text/csv").body(text).post("/v1/coupon-pools/spring/codes");
    }
}
