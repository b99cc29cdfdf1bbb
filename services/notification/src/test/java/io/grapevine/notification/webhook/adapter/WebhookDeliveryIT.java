package io.grapevine.notification.webhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.NotificationDelivered;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From the log to a receiver, over a real broker and database: told once under one id, or a dead letter. */
@QuarkusTest
@TestProfile(LocalRun.class)
@WithTestResource(GrapevineInfrastructure.class)
@NullUnmarked
class WebhookDeliveryIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    MutableClock clock;

    @Inject
    ForgetDeliveries forgetDeliveries;

    @Inject
    TenantTransactions transactions;

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
    void changeIsToldOnceAndSignedThoughItsEventComesThreeTimes() throws Exception {
        // Given
        var tenant = Tenants.fresh();
        var webhook = tenant.createWebhook(receiver.at("/hook", StubReceiver.status(200)), "reward.*")
                .jsonPath();
        var released = tenant.reward("rew_1", 2, Status.RELEASED);
        // When
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD), released, released);
        TestLog.append(released, tenant.alert("alr_1"), tenant.reward("rew_2", 1, Status.HELD));
        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(receiver.postsTo("/hook"))
                        .extracting(post -> JsonPath.from(post.body()).getString("type"))
                        .containsExactlyInAnyOrder("reward.held", "reward.released", "reward.held"));
        var told = receiver.postsTo("/hook").stream()
                .filter(post -> post.body().contains("reward.released"))
                .findFirst()
                .orElseThrow();
        new Webhook(webhook.getString("secret")).verify(told.body(), told.headers());
        assertThat(JsonPath.from(told.body()).getString("data.id")).isEqualTo("rew_1");
        assertThat(JsonPath.from(told.body()).getList("data.history.status")).containsExactly("held", "released");
        assertThat(JsonPath.from(told.body()).getMap("data.amount"))
                .isEqualTo(Map.of("amount", 1250, "currency", "EUR"));
        tenant.awaitStatuses(webhook.getString("id"), "delivered", "delivered", "delivered");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tenant.ends())
                        .hasSize(3)
                        .allSatisfy(end -> assertThat(end.outcome()).isEqualTo("delivered"))
                        .extracting(NotificationDelivered::notificationId)
                        .contains(told.webhookId()));
    }

    @Test
    void receiverThatRecoversGetsTheMessageUnderTheIdOfTheFirstAttempt() {
        // Given
        var tenant = Tenants.fresh();
        var behaviour = StubReceiver.first(2, StubReceiver.status(500), StubReceiver.status(200));
        var webhookId = tenant.webhookAt(receiver.at("/hook", behaviour));
        // When
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        tenant.awaitAttempts(webhookId, 1);
        clock.advance(Duration.ofSeconds(6));
        tenant.awaitAttempts(webhookId, 2);
        clock.advance(Duration.ofMinutes(6));
        // Then
        tenant.awaitStatuses(webhookId, "delivered");
        assertThat(receiver.postsTo("/hook"))
                .hasSize(3)
                .extracting(StubReceiver.Post::webhookId)
                .containsOnly(receiver.postsTo("/hook").getFirst().webhookId());
        assertThat(tenant.attempts(webhookId))
                .extracting(attempt -> attempt.get("statusCode"))
                .containsExactly(500, 500, 200);
    }

    @Test
    void retriesWaitAsLongAsTheScheduleSays() {
        // Given
        var tenant = Tenants.fresh();
        var webhookId = tenant.webhookAt(receiver.at("/hook", StubReceiver.status(500)));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        tenant.awaitAttempts(webhookId, 1);
        clock.advance(Duration.ofSeconds(6));
        tenant.awaitAttempts(webhookId, 2);
        // When
        clock.advance(Duration.ofMinutes(4));
        // Then
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> receiver.postsTo("/hook").size() == 2);
    }

    @Test
    void receiverThatHangsDelaysNobodyElse() {
        // Given
        var tenant = Tenants.fresh();
        var hanging = tenant.webhookAt(receiver.at("/hanging", receiver.hang()));
        var closing = tenant.webhookAt(receiver.at("/closing", StubReceiver.hangUp()));
        var slow = tenant.webhookAt(receiver.at("/slow", receiver.endlessBody()));
        var good = tenant.webhookAt(receiver.at("/good", StubReceiver.status(200)));
        // When
        TestLog.append(IntStream.range(0, 100)
                .mapToObj(number -> tenant.reward("rew_" + number, 1, Status.HELD))
                .toList());
        // Then
        await().atMost(SOON).until(() -> receiver.postsTo("/good").size() == 100);
        assertThat(receiver.postsTo("/hanging").size()).isLessThan(100);
        assertThat(webhookIdsAt("/good")).doesNotHaveDuplicates().hasSize(100);
        tenant.awaitAttempts(closing, 1);
        tenant.awaitAttempts(hanging, 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tenant.deliveries(slow))
                        .extracting(delivery -> delivery.get("status"))
                        .containsOnly("delivered"));
        assertThat(tenant.attempts(good))
                .extracting(attempt -> attempt.get("statusCode"))
                .containsOnly(200);
    }

    @Test
    void overloadedReceiverIsPausedForAllItsDeliveries() {
        // Given
        var tenant = Tenants.fresh();
        var webhookId = tenant.webhookAt(receiver.at("/hook", StubReceiver.status(429, "retry-after", "600")));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        tenant.awaitAttempts(webhookId, 1);
        // When
        receiver.change("/hook", StubReceiver.status(200));
        TestLog.append(tenant.reward("rew_2", 1, Status.HELD));
        await().atMost(SOON).until(() -> tenant.deliveries(webhookId).size() == 2);
        clock.advance(Duration.ofSeconds(500));
        // Then
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> receiver.postsTo("/hook").size() == 1);
        clock.advance(Duration.ofSeconds(101));
        tenant.awaitStatuses(webhookId, "delivered", "delivered");
    }

    @Test
    void instanceThatWasBelievedDeadSettlesNothingAndAnotherRepeatsUnderTheSameId() {
        // Given
        var tenant = Tenants.fresh();
        var slowOk = new CountDownLatch(1);
        var behaviour = StubReceiver.first(1, StubReceiver.okAfter(slowOk), StubReceiver.status(200));
        var webhookId = tenant.webhookAt(receiver.at("/hook", behaviour));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        await().atMost(SOON).until(() -> receiver.postsTo("/hook").size() == 1);
        // When
        takeLaneOf(tenant, webhookId);
        slowOk.countDown();
        await().during(Duration.ofSeconds(4))
                .atMost(SOON)
                .until(() ->
                        tenant.deliveries(webhookId).getFirst().get("status").equals("pending"));
        clock.advance(LaneTurn.HOLD.plusSeconds(1));
        // Then
        tenant.awaitStatuses(webhookId, "delivered");
        assertThat(webhookIdsAt("/hook")).hasSize(2);
        assertThat(List.copyOf(webhookIdsAt("/hook")))
                .containsOnly(webhookIdsAt("/hook").getFirst());
        assertThat(tenant.ends()).hasSizeLessThanOrEqualTo(1);
    }

    private void takeLaneOf(Tenants tenant, String webhookId) {
        transactions
                .inTenant(
                        tenant.tenantId(),
                        session -> session.createNativeQuery(
                                        "update webhooks set lane = 'lea_other', lane_until = :until where webhook_id = :id")
                                .setParameter("until", clock.instant().plus(LaneTurn.HOLD))
                                .setParameter("id", webhookId)
                                .executeUpdate())
                .await()
                .atMost(SOON);
    }

    @Test
    void rotatedSecretSignsBesideTheOldOneForADay() throws Exception {
        // Given
        var tenant = Tenants.fresh();
        var webhook = tenant.createWebhook(receiver.at("/hook", StubReceiver.status(200)), "*")
                .jsonPath();
        var webhookId = webhook.getString("id");
        // When
        var rotated = tenant.request()
                .post("/v1/webhooks/" + webhookId + "/rotate-secret")
                .jsonPath();
        TestLog.append(tenant.alert("alr_1"));
        await().atMost(SOON).until(() -> receiver.postsTo("/hook").size() == 1);
        // Then
        var post = receiver.postsTo("/hook").getFirst();
        assertThat(rotated.getString("secret")).startsWith("whsec_").isNotEqualTo(webhook.getString("secret"));
        new Webhook(webhook.getString("secret")).verify(post.body(), post.headers());
        new Webhook(rotated.getString("secret")).verify(post.body(), post.headers());
    }

    @Test
    void whatHasEndedIsForgottenAfterNinetyDaysAndWhatWaitsIsNot() {
        // Given
        var tenant = Tenants.fresh();
        var good = tenant.webhookAt(receiver.at("/good", StubReceiver.status(200)));
        var bad = tenant.webhookAt(receiver.at("/bad", StubReceiver.status(503, "retry-after", "86400")));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        tenant.awaitStatuses(good, "delivered");
        tenant.awaitAttempts(bad, 1);
        // When
        clock.advance(Duration.ofDays(89));
        forgetDeliveries.look().await().atMost(SOON);
        assertThat(tenant.deliveries(good)).hasSize(1);
        clock.advance(Duration.ofDays(2));
        forgetDeliveries.look().await().atMost(SOON);
        // Then
        assertThat(tenant.deliveries(good)).isEmpty();
        assertThat(tenant.deliveries(bad)).hasSize(1);
    }

    private List<String> webhookIdsAt(String path) {
        return receiver.postsTo(path).stream().map(StubReceiver.Post::webhookId).toList();
    }
}
