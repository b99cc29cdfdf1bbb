package io.grapevine.notification.webhook.adapter;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.Event;
import io.grapevine.events.NotificationDelivered;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Topic;
import io.grapevine.testkit.fact.Rewards;
import io.grapevine.testkit.log.TestLog;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.NullUnmarked;

/** A tenant of the test's own, its key, and what is said about it on the log. */
@NullUnmarked
record Tenants(String tenantId, String key) {

    private static final Duration SOON = Duration.ofSeconds(60);

    static Tenants fresh() {
        var name = "t-" + UUID.randomUUID();
        var tenant = new Tenants(name, "gv_sk_" + name);
        TestLog.publishKey(name, tenant.key(), Kind.SECRET);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> tenant.request().get("/v1/webhooks").statusCode() == 200);
        return tenant;
    }

    RequestSpecification request() {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    /** A new endpoint: {@code id} and {@code secret} are what tests ask for. */
    Response createWebhook(String url, String... types) {
        return request().body(Map.of("url", url, "types", List.of(types))).post("/v1/webhooks");
    }

    List<Map<String, Object>> deliveries(String webhookId) {
        return request()
                .get("/v1/webhooks/" + webhookId + "/deliveries")
                .jsonPath()
                .getList("items");
    }

    Event<RewardChanged> reward(String rewardId, int sequence, Status status) {
        var data =
                Rewards.reward(rewardId).is(status, sequence).at(Instant.now()).build();
        return Event.stated(tenantId, "evt_" + UUID.randomUUID(), "/reward-issuing", Instant.now(), null, data);
    }

    Event<AlertRaised> alert(String alertId) {
        var data = new AlertRaised(alertId, "ops", "lag_high", "the lag is 12 s");
        return Event.stated(tenantId, "evt_" + UUID.randomUUID(), "/insights", Instant.now(), null, data);
    }

    /** An endpoint that is told everything; its id. */
    String webhookAt(String url) {
        return createWebhook(url, "*").then().statusCode(201).extract().path("id");
    }

    void awaitStatuses(String webhookId, String... statuses) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deliveries(webhookId))
                        .extracting(delivery -> delivery.get("status"))
                        .containsExactly((Object[]) statuses));
    }

    void awaitAttempts(String webhookId, int attempts) {
        await().atMost(SOON).untilAsserted(() -> assertThat(attempts(webhookId)).hasSizeGreaterThanOrEqualTo(attempts));
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> attempts(String webhookId) {
        return deliveries(webhookId).stream()
                .flatMap(delivery -> ((List<Map<String, Object>>) delivery.get("attempts")).stream())
                .toList();
    }

    /** The relay tells at least once: a repetition has the id of the first. */
    List<NotificationDelivered> ends() {
        return TestLog.read(Topic.NOTIFICATIONS, tenantId).stream()
                .collect(toMap(Event::id, Event::data, (first, again) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .map(NotificationDelivered.class::cast)
                .toList();
    }

    /** For tests that live days ahead of the broker, which by default refuses records an hour from the future. */
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
}
