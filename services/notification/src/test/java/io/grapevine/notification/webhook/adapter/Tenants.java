package io.grapevine.notification.webhook.adapter;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.testkit.fact.Rewards;
import io.grapevine.testkit.log.TestLog;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A tenant of the test's own, its key, and what is said about it on the log. */
@NullUnmarked
record Tenants(String tenantId, String key) {

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
}
