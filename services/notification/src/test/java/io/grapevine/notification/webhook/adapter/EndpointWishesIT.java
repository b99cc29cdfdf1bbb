package io.grapevine.notification.webhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.standardwebhooks.Webhook;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a tenant may wish for its endpoint: signatures of its kind, order, a pace; and what it is spared while its receiver is down. */
@QuarkusTest
@TestProfile(LocalRun.class)
@WithTestResource(GrapevineInfrastructure.class)
@NullUnmarked
class EndpointWishesIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    MutableClock clock;

    private final StubReceiver receiver = new StubReceiver();

    @AfterEach
    void reset() {
        receiver.close();
        clock.reset();
    }

    @Test
    void publishedLibrariesOfTwoLanguagesAndSvixVerifyWhatArrivesAndRefuseWhatIsForged() throws Exception {
        // Given
        var tenant = Tenants.fresh();
        var webhook = create(tenant, "/hook", Map.of("signatures", List.of("v1", "v1a")));
        var secret = webhook.getString("secret");
        var publicKey = webhook.getString("publicKey");
        // When
        TestLog.append(tenant.reward("rew_1", 1, Status.RELEASED));
        await().atMost(SOON).until(() -> receiver.postsTo("/hook").size() == 1);
        // Then
        var post = receiver.postsTo("/hook").getFirst();
        var forged = post.body().replace("rew_1", "rew_2");
        assertThat(publicKey).startsWith("whpk_");
        assertThatCode(() -> new Webhook(secret).verify(post.body(), post.headers()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Webhook(secret).verify(forged, post.headers()))
                .isInstanceOf(com.standardwebhooks.exceptions.WebhookVerificationException.class);
        assertThatCode(() -> new com.svix.Webhook(secret).verify(post.body(), post.headers()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new com.svix.Webhook(secret).verify(forged, post.headers()))
                .isInstanceOf(com.svix.exceptions.WebhookVerificationException.class);
        var node = NodeReceiver.installed();
        assertThat(node.verdictOn(secret, publicKey, post.headers(), post.body()))
                .isEqualTo("v1 accepted, v1a accepted");
        assertThat(node.verdictOn(secret, publicKey, post.headers(), forged)).isEqualTo("v1 refused, v1a refused");
    }

    @Test
    void keyPairComesWithTheWishAndIsRotatedWithTheSecret() {
        // Given
        var tenant = Tenants.fresh();
        var webhook = create(tenant, "/hook", Map.of());
        var path = "/v1/webhooks/" + webhook.getString("id");
        assertThat(webhook.getString("publicKey")).isNull();
        assertThat(webhook.getList("signatures")).containsExactly("v1");
        // When
        var wished = tenant.request()
                .body(Map.of("signatures", List.of("v1a")))
                .patch(path)
                .then()
                .body("signatures", contains("v1a"), "publicKey", startsWith("whpk_"))
                .extract()
                .jsonPath();
        tenant.request()
                .post(path + "/rotate-secret")
                .then()
                .body("publicKey", not(equalTo(wished.getString("publicKey"))));
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        // Then
        await().atMost(SOON).until(() -> receiver.postsTo("/hook").size() == 1);
        assertThat(receiver.postsTo("/hook").getFirst().headers().firstValue("webhook-signature"))
                .hasValueSatisfying(signatures -> assertThat(signatures.split(" "))
                        .hasSize(2)
                        .doesNotHaveDuplicates()
                        .allMatch(signature -> signature.startsWith("v1a,")));
    }

    @Test
    void whatConcernsOneRewardComesInItsOrderAndHoldsUpNoOther() {
        // Given
        var tenant = Tenants.fresh();
        receiver.change("/hook", exchange -> {
            var first = receiver.postsTo("/hook").stream()
                            .filter(post -> names(post, "rew_1", 1))
                            .count()
                    == 1;
            var failing = first && names(receiver.postsTo("/hook").getLast(), "rew_1", 1);
            exchange.sendResponseHeaders(failing ? 500 : 200, -1);
        });
        var webhook = create(tenant, "/hook", Map.of("ordered", true));
        // When
        TestLog.append(
                tenant.reward("rew_1", 1, Status.HELD),
                tenant.reward("rew_1", 2, Status.RELEASED),
                tenant.reward("rew_1", 3, Status.FULFILLED));
        await().atMost(SOON).until(() -> receiver.postsTo("/hook").size() == 1);
        TestLog.append(tenant.reward("rew_2", 1, Status.HELD));
        await().atMost(SOON).until(() -> receiver.postsTo("/hook").size() == 2);
        clock.advance(Duration.ofSeconds(6));
        // Then
        await().atMost(SOON).until(() -> receiver.postsTo("/hook").size() == 5);
        assertThat(receiver.postsTo("/hook"))
                .extracting(post -> JsonPath.from(post.body()).getString("data.id") + ":"
                        + JsonPath.from(post.body()).getInt("data.sequence"))
                .containsExactly("rew_1:1", "rew_2:1", "rew_1:1", "rew_1:2", "rew_1:3");
        assertThat(webhook.getBoolean("ordered")).isTrue();
    }

    @Test
    void endpointThatAsksForItIsToldNoFasterThanItLikes() {
        // Given
        var tenant = Tenants.fresh();
        var webhook = create(tenant, "/hook", Map.of("maxPerSecond", 5));
        // When
        TestLog.append(rewards(tenant, 20));
        await().atMost(SOON).until(() -> receiver.postsTo("/hook").size() == 20);
        // Then: five at once, and five more in each second
        var posts = receiver.postsTo("/hook");
        assertThat(Duration.between(posts.getFirst().at(), posts.getLast().at()))
                .isGreaterThan(Duration.ofSeconds(2));
        assertThat(webhook.getInt("maxPerSecond")).isEqualTo(5);
    }

    @Test
    void receiverThatIsDownIsLeftAloneAndOnePostSpeaksForAllThatWait() {
        // Given
        var tenant = Tenants.fresh();
        var webhook = create(tenant, "/hook", Map.of());
        var path = "/v1/webhooks/" + webhook.getString("id");
        receiver.change("/hook", StubReceiver.status(500));
        // When: so many fail that the circuit opens
        TestLog.append(rewards(tenant, 20));
        await().atMost(SOON)
                .untilAsserted(() -> tenant.request().get(path).then().body("circuitOpenUntil", not(nullValue())));
        var spared = receiver.postsTo("/hook").size();
        assertThat(spared).isLessThan(20);
        // When: the time is over, and the probe fails
        clock.advance(Duration.ofSeconds(11));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(errorsOf(tenant, webhook.getString("id"))).contains("status_500", "circuit_open"));
        assertThat(receiver.postsTo("/hook")).hasSize(spared + 1);
        // Then: back again, everything arrives, each under an id of its own
        receiver.change("/hook", StubReceiver.status(200));
        clock.advance(Duration.ofMinutes(6));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tenant.deliveries(webhook.getString("id")))
                        .hasSize(20)
                        .extracting(delivery -> delivery.get("status"))
                        .containsOnly("delivered"));
        tenant.request().get(path).then().body("circuitOpenUntil", nullValue(), "failuresInRow", equalTo(0));
    }

    @Test
    void deliveryShowsItsAttemptsWhatWasPostedAndCanBeRepeatedThoughItArrived() {
        // Given
        var tenant = Tenants.fresh();
        var webhook = create(tenant, "/hook", Map.of());
        TestLog.append(tenant.reward("rew_1", 1, Status.HELD));
        var path = "/v1/webhooks/" + webhook.getString("id") + "/deliveries";
        await().atMost(SOON)
                .untilAsserted(() -> tenant.request().get(path).then().body("items.status", contains("delivered")));
        var id = tenant.request().get(path).jsonPath().getString("items[0].id");
        // When
        tenant.request().post(path + "/" + id + "/replay").then().statusCode(202);
        // Then
        await().atMost(SOON).until(() -> receiver.postsTo("/hook").size() == 2);
        await().atMost(SOON)
                .untilAsserted(() -> tenant.request()
                        .get(path + "/" + id)
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("delivered"))
                        .body(
                                "body",
                                equalTo(receiver.postsTo("/hook").getFirst().body()))
                        .body("attempts.attempt", contains(1, 2))
                        .body("attempts.statusCode", contains(200, 200)));
        tenant.request().get(path + "/ntf_unknown").then().statusCode(404);
    }

    @Test
    void wishesThatCannotBeMetAreRefused() {
        var tenant = Tenants.fresh();
        var body = Map.of(
                "url",
                "https://shop.example/",
                "types",
                List.of("*"),
                "signatures",
                List.of("v2"),
                "maxPerSecond",
                1001);

        tenant.request()
                .body(body)
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/signatures", "/maxPerSecond"));
    }

    private JsonPath create(Tenants tenant, String path, Map<String, ?> wishes) {
        var body = new HashMap<String, Object>(wishes);
        // A path that answers already keeps doing so.
        body.put("url", receiver.atOrElse(path, StubReceiver.status(200)));
        body.put("types", List.of("*"));
        return tenant.request()
                .body(body)
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static List<io.grapevine.events.Event<?>> rewards(Tenants tenant, int count) {
        return IntStream.range(0, count)
                .<io.grapevine.events.Event<?>>mapToObj(number -> tenant.reward("rew_" + number, 1, Status.HELD))
                .toList();
    }

    private static boolean names(StubReceiver.Post post, String rewardId, int sequence) {
        var body = JsonPath.from(post.body());
        return body.getString("data.id").equals(rewardId) && body.getInt("data.sequence") == sequence;
    }

    private static List<Object> errorsOf(Tenants tenant, String webhookId) {
        return tenant.deliveries(webhookId).stream()
                .map(delivery -> delivery.get("error"))
                .toList();
    }
}
