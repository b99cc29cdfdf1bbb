package io.grapevine.notification.webhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.NotificationDelivered;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What has ended and is told again because its tenant says so, always under the id of the first time. */
@QuarkusTest
@TestProfile(LocalRun.class)
@WithTestResource(GrapevineInfrastructure.class)
@NullUnmarked
class WebhookReplayIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    MutableClock clock;

    private final StubReceiver receiver = new StubReceiver();

    @BeforeAll
    static void liveInTheFuture() throws Exception {
        Tenants.letTheBrokerTakeTheFuture();
    }

    @AfterEach
    void reset() {
        receiver.close();
        clock.reset();
    }

    @Test
    void tenFailuresMakeADeadLetterThatAReplayDelivers() {
        // Given
        var tenant = Tenants.fresh();
        var elsewhere = receiver.at("/elsewhere", StubReceiver.status(200));
        var webhookId = tenant.webhookAt(receiver.at("/hook", StubReceiver.status(302, "location", elsewhere)));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        for (var attempt = 1; attempt < 10; attempt++) {
            tenant.awaitAttempts(webhookId, attempt);
            clock.advance(Duration.ofHours(27));
        }
        tenant.awaitStatuses(webhookId, "dead_letter");
        var deliveryId = tenant.deliveries(webhookId).getFirst().get("id");
        assertThat(tenant.deliveries(webhookId).getFirst()).containsEntry("error", "redirect_not_followed");
        assertThat(receiver.postsTo("/elsewhere")).isEmpty();
        // When
        receiver.change("/hook", StubReceiver.status(200));
        tenant.request()
                .post("/v1/webhooks/" + webhookId + "/deliveries/" + deliveryId + "/replay")
                .then()
                .statusCode(202);
        // Then
        tenant.awaitStatuses(webhookId, "delivered");
        assertThat(receiver.postsTo("/hook"))
                .hasSize(11)
                .extracting(StubReceiver.Post::webhookId)
                .containsOnly(String.valueOf(deliveryId));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tenant.ends())
                        .extracting(NotificationDelivered::outcome, NotificationDelivered::attempts)
                        .containsExactly(tuple("dead_letter", 10), tuple("delivered", 11)));
    }

    @Test
    void receiverThatIsGoneIsLeftAloneUntilItsTenantSwitchesItOnAndReplays() {
        // Given
        var tenant = Tenants.fresh();
        var webhookId = tenant.webhookAt(receiver.at("/hook", StubReceiver.status(410)));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        tenant.awaitStatuses(webhookId, "dead_letter");
        TestLog.append(tenant.reward("rew_2", 1, Status.HELD), tenant.reward("rew_3", 1, Status.HELD));
        tenant.awaitStatuses(webhookId, "dead_letter", "dead_letter", "dead_letter");
        assertThat(receiver.postsTo("/hook")).hasSize(1);
        assertThat(tenant.request().get("/v1/webhooks/" + webhookId).jsonPath().getString("disabledReason"))
                .isEqualTo("gone");
        tenant.request().post("/v1/webhooks/" + webhookId + "/replay").then().statusCode(409);
        // When
        receiver.change("/hook", StubReceiver.status(200));
        tenant.request()
                .body(Map.of("enabled", true))
                .patch("/v1/webhooks/" + webhookId)
                .then()
                .statusCode(200);
        var replayed = tenant.request().post("/v1/webhooks/" + webhookId + "/replay");
        // Then
        assertThat(replayed.jsonPath().getInt("replayed")).isEqualTo(3);
        tenant.awaitStatuses(webhookId, "delivered", "delivered", "delivered");
    }

    @Test
    void receiverThatLostWhatItWasToldIsToldAPeriodAgainAndOnlyThen() {
        // Given
        var tenant = Tenants.fresh();
        var webhookId = tenant.webhookAt(receiver.at("/hook", StubReceiver.status(200)));
        var told = tenant.reward("rew_1", 1, Status.HELD);
        TestLog.append(told);
        tenant.awaitStatuses(webhookId, "delivered");
        // When: reward-issuing tells it again, and something new behind it
        TestLog.append(told, tenant.reward("rew_2", 1, Status.HELD));
        // Then
        tenant.awaitStatuses(webhookId, "delivered", "delivered");
        assertThat(receiver.postsTo("/hook")).hasSize(2);
        // When
        var changedAt = told.data().changedAt().truncatedTo(ChronoUnit.MILLIS);
        var replayed = replay(tenant, webhookId, changedAt, changedAt.plusMillis(1));
        // Then
        assertThat(replayed).isEqualTo(1);
        await().atMost(SOON).until(() -> receiver.postsTo("/hook").size() == 3);
        assertThat(receiver.postsTo("/hook").stream()
                        .map(StubReceiver.Post::webhookId)
                        .distinct())
                .hasSize(2);
        tenant.awaitStatuses(webhookId, "delivered", "delivered");
        assertThat(replay(tenant, webhookId, changedAt.minusMillis(1), changedAt))
                .isZero();
        assertThat(tenant.request()
                        .post("/v1/webhooks/" + webhookId + "/replay?from=yesterday")
                        .jsonPath()
                        .getString("code"))
                .isEqualTo("invalid_period");
    }

    private static int replay(Tenants tenant, String webhookId, Instant from, Instant to) {
        return tenant.request()
                .post("/v1/webhooks/" + webhookId + "/replay?from=" + from + "&to=" + to)
                .jsonPath()
                .getInt("replayed");
    }
}
