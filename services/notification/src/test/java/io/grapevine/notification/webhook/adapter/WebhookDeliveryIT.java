package io.grapevine.notification.webhook.adapter;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.NotificationDelivered;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Topic;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.ConfigProvider;
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

    /** These tests live days ahead of the broker, which by default refuses records an hour from the future. */
    @BeforeAll
    static void letTheBrokerTakeTheFuture() throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.NOTIFICATIONS.topicName());
        var anyTime = new ConfigEntry("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
        try (var admin = Admin.create(Map.of(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class)))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(anyTime, OpType.SET))))
                    .all()
                    .get();
        }
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
        awaitStatuses(tenant, webhook.getString("id"), "delivered", "delivered", "delivered");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(endsOf(tenant))
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
        var webhookId = webhookAt(tenant, receiver.at("/hook", behaviour));
        // When
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        awaitAttempts(tenant, webhookId, 1);
        clock.advance(Duration.ofSeconds(6));
        awaitAttempts(tenant, webhookId, 2);
        clock.advance(Duration.ofMinutes(6));
        // Then
        awaitStatuses(tenant, webhookId, "delivered");
        assertThat(receiver.postsTo("/hook"))
                .hasSize(3)
                .extracting(StubReceiver.Post::webhookId)
                .containsOnly(receiver.postsTo("/hook").getFirst().webhookId());
        assertThat(attemptsOf(tenant, webhookId))
                .extracting(attempt -> attempt.get("statusCode"))
                .containsExactly(500, 500, 200);
    }

    @Test
    void retriesWaitAsLongAsTheScheduleSays() {
        // Given
        var tenant = Tenants.fresh();
        var webhookId = webhookAt(tenant, receiver.at("/hook", StubReceiver.status(500)));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        awaitAttempts(tenant, webhookId, 1);
        clock.advance(Duration.ofSeconds(6));
        awaitAttempts(tenant, webhookId, 2);
        // When
        clock.advance(Duration.ofMinutes(4));
        // Then
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> receiver.postsTo("/hook").size() == 2);
    }

    @Test
    void tenFailuresMakeADeadLetterThatAReplayDelivers() {
        // Given
        var tenant = Tenants.fresh();
        var elsewhere = receiver.at("/elsewhere", StubReceiver.status(200));
        var webhookId = webhookAt(tenant, receiver.at("/hook", StubReceiver.status(302, "location", elsewhere)));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        for (var attempt = 1; attempt < 10; attempt++) {
            awaitAttempts(tenant, webhookId, attempt);
            clock.advance(Duration.ofHours(27));
        }
        awaitStatuses(tenant, webhookId, "dead_letter");
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
        awaitStatuses(tenant, webhookId, "delivered");
        assertThat(receiver.postsTo("/hook"))
                .hasSize(11)
                .extracting(StubReceiver.Post::webhookId)
                .containsOnly(String.valueOf(deliveryId));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(endsOf(tenant))
                        .extracting(NotificationDelivered::outcome, NotificationDelivered::attempts)
                        .containsExactly(tuple("dead_letter", 10), tuple("delivered", 11)));
    }

    @Test
    void receiverThatIsGoneIsLeftAloneUntilItsTenantSwitchesItOnAndReplays() {
        // Given
        var tenant = Tenants.fresh();
        var webhookId = webhookAt(tenant, receiver.at("/hook", StubReceiver.status(410)));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        awaitStatuses(tenant, webhookId, "dead_letter");
        TestLog.append(tenant.reward("rew_2", 1, Status.HELD), tenant.reward("rew_3", 1, Status.HELD));
        awaitStatuses(tenant, webhookId, "dead_letter", "dead_letter", "dead_letter");
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
        awaitStatuses(tenant, webhookId, "delivered", "delivered", "delivered");
    }

    @Test
    void receiverThatLostWhatItWasToldIsToldAPeriodAgainAndOnlyThen() {
        // Given
        var tenant = Tenants.fresh();
        var webhookId = webhookAt(tenant, receiver.at("/hook", StubReceiver.status(200)));
        var told = tenant.reward("rew_1", 1, Status.HELD);
        TestLog.append(told);
        awaitStatuses(tenant, webhookId, "delivered");
        // When: reward-issuing tells it again, and something new behind it
        TestLog.append(told, tenant.reward("rew_2", 1, Status.HELD));
        // Then
        awaitStatuses(tenant, webhookId, "delivered", "delivered");
        assertThat(receiver.postsTo("/hook")).hasSize(2);
        // When
        var changedAt = told.data().changedAt().truncatedTo(ChronoUnit.MILLIS);
        var replayed = replay(tenant, webhookId, changedAt, changedAt.plusMillis(1));
        // Then
        assertThat(replayed).isEqualTo(1);
        await().atMost(SOON).until(() -> receiver.postsTo("/hook").size() == 3);
        assertThat(webhookIdsAt("/hook").stream().distinct()).hasSize(2);
        awaitStatuses(tenant, webhookId, "delivered", "delivered");
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

    @Test
    void receiverThatHangsDelaysNobodyElse() {
        // Given
        var tenant = Tenants.fresh();
        var hanging = webhookAt(tenant, receiver.at("/hanging", receiver.hang()));
        var closing = webhookAt(tenant, receiver.at("/closing", StubReceiver.hangUp()));
        var slow = webhookAt(tenant, receiver.at("/slow", receiver.endlessBody()));
        var good = webhookAt(tenant, receiver.at("/good", StubReceiver.status(200)));
        // When
        TestLog.append(IntStream.range(0, 100)
                .mapToObj(number -> tenant.reward("rew_" + number, 1, Status.HELD))
                .toList());
        // Then
        await().atMost(SOON).until(() -> receiver.postsTo("/good").size() == 100);
        assertThat(receiver.postsTo("/hanging").size()).isLessThan(100);
        assertThat(webhookIdsAt("/good")).doesNotHaveDuplicates().hasSize(100);
        awaitAttempts(tenant, closing, 1);
        awaitAttempts(tenant, hanging, 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tenant.deliveries(slow))
                        .extracting(delivery -> delivery.get("status"))
                        .containsOnly("delivered"));
        assertThat(attemptsOf(tenant, good))
                .extracting(attempt -> attempt.get("statusCode"))
                .containsOnly(200);
    }

    @Test
    void overloadedReceiverIsPausedForAllItsDeliveries() {
        // Given
        var tenant = Tenants.fresh();
        var webhookId = webhookAt(tenant, receiver.at("/hook", StubReceiver.status(429, "retry-after", "600")));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        awaitAttempts(tenant, webhookId, 1);
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
        awaitStatuses(tenant, webhookId, "delivered", "delivered");
    }

    @Test
    void instanceThatWasBelievedDeadSettlesNothingAndAnotherRepeatsUnderTheSameId() {
        // Given
        var tenant = Tenants.fresh();
        var slowOk = new CountDownLatch(1);
        var behaviour = StubReceiver.first(1, StubReceiver.okAfter(slowOk), StubReceiver.status(200));
        var webhookId = webhookAt(tenant, receiver.at("/hook", behaviour));
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
        awaitStatuses(tenant, webhookId, "delivered");
        assertThat(webhookIdsAt("/hook")).hasSize(2);
        assertThat(List.copyOf(webhookIdsAt("/hook")))
                .containsOnly(webhookIdsAt("/hook").getFirst());
        assertThat(endsOf(tenant)).hasSizeLessThanOrEqualTo(1);
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
        var good = webhookAt(tenant, receiver.at("/good", StubReceiver.status(200)));
        var bad = webhookAt(tenant, receiver.at("/bad", StubReceiver.status(503, "retry-after", "86400")));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        awaitStatuses(tenant, good, "delivered");
        awaitAttempts(tenant, bad, 1);
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

    private static String webhookAt(Tenants tenant, String url) {
        return tenant.createWebhook(url, "*").then().statusCode(201).extract().path("id");
    }

    private List<String> webhookIdsAt(String path) {
        return receiver.postsTo(path).stream().map(StubReceiver.Post::webhookId).toList();
    }

    private static void awaitStatuses(Tenants tenant, String webhookId, String... statuses) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tenant.deliveries(webhookId))
                        .extracting(delivery -> delivery.get("status"))
                        .containsExactly((Object[]) statuses));
    }

    private static void awaitAttempts(Tenants tenant, String webhookId, int attempts) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(attemptsOf(tenant, webhookId)).hasSizeGreaterThanOrEqualTo(attempts));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> attemptsOf(Tenants tenant, String webhookId) {
        return tenant.deliveries(webhookId).stream()
                .flatMap(delivery -> ((List<Map<String, Object>>) delivery.get("attempts")).stream())
                .toList();
    }

    /** The relay tells at least once: a repetition has the id of the first. */
    private static List<NotificationDelivered> endsOf(Tenants tenant) {
        return TestLog.read(Topic.NOTIFICATIONS, tenant.tenantId()).stream()
                .collect(toMap(Event::id, Event::data, (first, again) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .map(NotificationDelivered.class::cast)
                .toList();
    }
}
