package io.grapevine.notification.webhook.adapter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(LocalRun.class)
@WithTestResource(GrapevineInfrastructure.class)
@NullUnmarked
class WebhookResourceIT {

    private final StubReceiver receiver = new StubReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void secretIsShownOnceAndNeverAgain() {
        var tenant = Tenants.fresh();

        var created = tenant.createWebhook("https://shop.example/hooks", "reward.released", "alert.raised");

        created.then()
                .statusCode(201)
                .body("id", startsWith("whk_"))
                .body("url", equalTo("https://shop.example/hooks"))
                .body("types", contains("reward.released", "alert.raised"))
                .body("enabled", equalTo(true))
                .body("secret", startsWith("whsec_"));
        var id = created.path("id");
        tenant.request().get("/v1/webhooks/" + id).then().statusCode(200).body("secret", nullValue());
        tenant.request()
                .get("/v1/webhooks")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id))
                .body("items[0].createdAt", equalTo(created.path("createdAt")))
                .body("items[0].secret", nullValue());
    }

    @Test
    void sameRequestAgainAnswersTheSameAndAnotherUnderItsKeyIsAConflict() {
        var tenant = Tenants.fresh();
        var body = Map.of("url", "https://shop.example/hooks", "types", List.of("*"));
        var other = Map.of("url", "https://shop.example/other", "types", List.of("*"));

        var first = tenant.request().header("Idempotency-Key", "k-1").body(body).post("/v1/webhooks");
        var second =
                tenant.request().header("Idempotency-Key", "k-1").body(body).post("/v1/webhooks");
        var third =
                tenant.request().header("Idempotency-Key", "k-1").body(other).post("/v1/webhooks");

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString()).contains("whsec_");
        third.then().statusCode(409).body("code", equalTo("idempotency_conflict"));
        tenant.request().get("/v1/webhooks").then().body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://shop.example/",
                "https://user:pass@shop.example/",
                "https://169.254.169.254/latest",
                "https://10.0.0.1/",
                "https://[fd00:ec2::254]/",
                "https://2130706433/",
                "not a url"
            })
    void urlThatMayNotBePostedToIsRefused(String url) {
        var tenant = Tenants.fresh();

        tenant.createWebhook(url, "*")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_request"))
                .body("errors[0].pointer", equalTo("/url"))
                .body("errors[0].code", equalTo("url_not_allowed"));
    }

    @Test
    void everyWrongFieldIsNamed() {
        var tenant = Tenants.fresh();

        tenant.request()
                .body("{}")
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/url", "/types"));
        tenant.request()
                .body(Map.of("url", "https://shop.example/", "types", Arrays.asList("reward.paid", "*", null)))
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/types/0", "/types/2"))
                .body("errors.code", contains("unknown_type", "unknown_type"));
        tenant.request()
                .body("{\"url\"")
                .post("/v1/webhooks")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed_json"));
        tenant.request().post("/v1/webhooks").then().statusCode(422);
    }

    @Test
    void endpointIsChangedSwitchedOffAndRemoved() {
        var tenant = Tenants.fresh();
        String id = tenant.createWebhook("https://shop.example/hooks", "*").path("id");

        tenant.request()
                .body(Map.of("types", List.of("reward.held")))
                .patch("/v1/webhooks/" + id)
                .then()
                .statusCode(200)
                .body("types", contains("reward.held"))
                .body("url", equalTo("https://shop.example/hooks"));
        tenant.request()
                .body(Map.of("enabled", false))
                .patch("/v1/webhooks/" + id)
                .then()
                .body("enabled", equalTo(false))
                .body("disabledReason", equalTo("by_tenant"));
        tenant.request()
                .body(Map.of("enabled", true))
                .patch("/v1/webhooks/" + id)
                .then()
                .body("enabled", equalTo(true))
                .body("disabledReason", nullValue());
        tenant.request()
                .body(Map.of("url", "https://127.0.0.1.example.com:99999/"))
                .patch("/v1/webhooks/" + id)
                .then()
                .statusCode(422);
        tenant.request().delete("/v1/webhooks/" + id).then().statusCode(204);
        tenant.request().get("/v1/webhooks/" + id).then().statusCode(404).body("code", equalTo("not_found"));
        tenant.request().delete("/v1/webhooks/" + id).then().statusCode(404);
    }

    @Test
    void testPostTellsHowTheReceiverAnswered() {
        var tenant = Tenants.fresh();
        String good = tenant.createWebhook(receiver.at("/good", StubReceiver.status(204)), "alert.raised")
                .path("id");
        String bad = tenant.createWebhook(receiver.at("/bad", StubReceiver.status(503)), "*")
                .path("id");

        tenant.request()
                .post("/v1/webhooks/" + good + "/test")
                .then()
                .statusCode(200)
                .body("delivered", equalTo(true))
                .body("statusCode", equalTo(204));
        tenant.request()
                .post("/v1/webhooks/" + bad + "/test")
                .then()
                .statusCode(200)
                .body("delivered", equalTo(false))
                .body("error", equalTo("status_503"));
        assertThat(receiver.postsTo("/good"))
                .singleElement()
                .satisfies(post -> assertThat(post.body())
                        .contains("\"type\":\"webhook.test\"")
                        .contains(good));
    }

    @Test
    void metricsDoNotNameReceivers() {
        var tenant = Tenants.fresh();
        String id = tenant.createWebhook(receiver.at("/secret-path", StubReceiver.status(204)), "*")
                .path("id");
        tenant.request().post("/v1/webhooks/" + id + "/test").then().statusCode(200);

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("grapevine_"))
                .body(not(containsString("secret-path")));
    }

    @Test
    void tenantSeesNothingOfAnother() {
        var owner = Tenants.fresh();
        var stranger = Tenants.fresh();
        String id = owner.createWebhook("https://shop.example/hooks", "*").path("id");

        stranger.request().get("/v1/webhooks").then().statusCode(200).body("items", empty());
        stranger.request().get("/v1/webhooks/" + id).then().statusCode(404);
        stranger.request().get("/v1/webhooks/" + id + "/deliveries").then().statusCode(404);
        stranger.request().body("{}").patch("/v1/webhooks/" + id).then().statusCode(404);
        stranger.request().delete("/v1/webhooks/" + id).then().statusCode(404);
        stranger.request().post("/v1/webhooks/" + id + "/rotate-secret").then().statusCode(404);
        stranger.request().post("/v1/webhooks/" + id + "/test").then().statusCode(404);
        stranger.request().post("/v1/webhooks/" + id + "/replay").then().statusCode(404);
        stranger.request()
                .post("/v1/webhooks/" + id + "/deliveries/ntf_1/replay")
                .then()
                .statusCode(404);
        owner.request().get("/v1/webhooks/" + id).then().statusCode(200);
    }

    @Test
    void keyIsNeededAndThePublishableOneIsNotEnough() {
        var tenant = Tenants.fresh();
        TestLog.publishKey(tenant.tenantId(), "gv_pk_" + tenant.tenantId(), Kind.PUBLISHABLE);

        given().get("/v1/webhooks").then().statusCode(401).body("code", equalTo("unauthorized"));
        await().untilAsserted(() -> given().header("Authorization", "Bearer gv_pk_" + tenant.tenantId())
                .get("/v1/webhooks")
                .then()
                .statusCode(403));
    }

    @Test
    void listOfDeliveriesIsBoundedAndKnowsItsStatuses() {
        var tenant = Tenants.fresh();
        String id = tenant.createWebhook("https://shop.example/hooks", "*").path("id");
        var path = "/v1/webhooks/" + id + "/deliveries";

        tenant.request().get(path).then().statusCode(200).body("items", empty()).body("next", nullValue());
        tenant.request().get(path + "?status=dead_letter").then().statusCode(200);
        tenant.request().get(path + "?status=lost").then().statusCode(400).body("code", equalTo("invalid_status"));
        tenant.request().get(path + "?limit=0").then().statusCode(400).body("code", equalTo("invalid_limit"));
        tenant.request().get(path + "?limit=1e3").then().statusCode(400).body("code", equalTo("invalid_parameter"));
        tenant.request().get(path + "?limit=101").then().statusCode(400);
        tenant.request().post(path + "/ntf_unknown/replay").then().statusCode(404);
    }

    @Test
    void interfaceIsDescribed() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItems("/v1/webhooks", "/v1/webhooks/{id}/deliveries/{deliveryId}/replay"))
                .body("paths.'/v1/webhooks'.post.summary", not(nullValue()));
    }
}
