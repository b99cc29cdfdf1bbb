package io.grapevine.rewardissuing.payout.adapter;

import static io.grapevine.rewardissuing.payout.adapter.PayoutScene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payouts that the clock creates. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ScheduleIT {

    @Inject
    RunSchedules runSchedules;

    @Inject
    MutableClock clock;

    @Inject
    Vertx vertx;

    private PayoutScene scene;

    @BeforeEach
    void aTenantWithStaff() {
        scene = new PayoutScene();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void manyInstancesCreateADuePayoutOnceAndSomebodyElseApprovesIt() throws Exception {
        // Given
        scene.orders("ada", 1);
        var set = scene.put(
                scene.ann,
                "/v1/payouts/schedules/daily",
                Map.of(
                        "every", "day",
                        "from", clock.instant().plus(Duration.ofMinutes(10)).toString(),
                        "payout", Map.of("currency", "EUR")));
        assertThat(set.statusCode()).as(set.asString()).isEqualTo(200);
        assertThat(set.jsonPath().getString("setBy")).isEqualTo("ann");
        together();
        assertThat(scene.get(scene.bob, "/v1/payouts").jsonPath().getList("items"))
                .isEmpty();
        // When
        clock.advance(Duration.ofMinutes(10));
        together();
        // Then
        await().atMost(PATIENCE)
                .until(() -> scene.get(scene.bob, "/v1/payouts")
                                .jsonPath()
                                .getList("items")
                                .size()
                        == 1);
        var created = scene.get(scene.bob, "/v1/payouts").jsonPath();
        assertThat(created.getString("items[0].createdBy")).isEqualTo("system:schedule");
        assertThat(created.getString("items[0].scheduledBy")).isEqualTo("ann");
        var id = created.getString("items[0].id");
        assertThat(scene.post(scene.ann, "/v1/payouts/" + id + "/approve", null)
                        .jsonPath()
                        .getString("code"))
                .isEqualTo("four_eyes");
        assertThat(scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null)
                        .jsonPath()
                        .getString("status"))
                .isEqualTo("paying");
        together();
        assertThat(scene.get(scene.bob, "/v1/payouts").jsonPath().getList("items"))
                .hasSize(1);
    }

    @Test
    void schedulesAreListedReplacedAndDeleted() {
        // Given
        var schedule = Map.of("every", "week", "from", "2026-01-05T06:00:00Z", "payout", Map.of("currency", "EUR"));
        // When
        var nobody = scene.put(scene.machine, "/v1/payouts/schedules/weekly", schedule);
        scene.put(scene.ann, "/v1/payouts/schedules/weekly", schedule);
        scene.put(scene.bob, "/v1/payouts/schedules/weekly", schedule);
        var listed = scene.get(scene.machine, "/v1/payouts/schedules").jsonPath();
        // Then
        assertThat(nobody.jsonPath().getString("code")).isEqualTo("signer_unknown");
        assertThat(listed.getList("items.setBy")).containsExactly("bob");
        assertThat(listed.getString("items[0].nextAt")).endsWith("T06:00:00Z");
        assertThat(scene.delete(scene.ann, "/v1/payouts/schedules/weekly").statusCode())
                .isEqualTo(204);
        assertThat(scene.delete(scene.ann, "/v1/payouts/schedules/weekly").statusCode())
                .isEqualTo(404);
    }

    /** As many instances as there are calls look at the same moment. */
    private void together() throws Exception {
        var looks = new ArrayList<CompletableFuture<Void>>();
        for (var instance = 0; instance < 5; instance++) {
            var done = new CompletableFuture<Void>();
            vertx.getOrCreateContext()
                    .runOnContext(ignored ->
                            runSchedules.run().subscribe().with(done::complete, done::completeExceptionally));
            looks.add(done);
        }
        CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }
}
