package io.grapevine.rewardissuing.payout.adapter;

import static io.grapevine.rewardissuing.payout.adapter.PayoutScene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.chassis.signing.Signature;
import io.grapevine.chassis.signing.SigningSecret;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A payment provider that answers late, twice, never or otherwise: nobody is paid twice, and nothing stays unsaid. */
@QuarkusTest
@TestProfile(ProviderIT.LocalRun.class)
@WithTestResource(GrapevineInfrastructure.class)
class ProviderIT {

    /** In which a provider may listen on this machine. */
    public static final class LocalRun implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("grapevine.local", "true", "grapevine.payouts.provider.attempt-timeout", "2S");
        }
    }

    @Inject
    MutableClock clock;

    @Inject
    SendPayments sendPayments;

    @Inject
    Vertx vertx;

    private PayoutScene scene;
    private StubProvider provider;
    private String secret;

    @BeforeEach
    void aTenantWithAProvider() throws IOException {
        scene = new PayoutScene();
        provider = new StubProvider();
        scene.orders("ada", 1);
        scene.put(scene.machine, "/v1/payees/ada", Map.of("name", "Ada", "providerAccount", "acct_ada"));
        var settings = scene.put(scene.ann, "/v1/payouts/settings", Map.of("provider", Map.of("url", provider.url())));
        assertThat(settings.statusCode()).as(settings.asString()).isEqualTo(200);
        secret = settings.jsonPath().getString("providerSecret");
    }

    @AfterEach
    void stop() {
        provider.stop();
        clock.reset();
    }

    @Test
    void whatTheProviderPaysIsPaid() {
        // Given
        provider.answers(200);
        // When
        var id = approved();
        // Then
        awaitStatus(id, "paid");
        var asked = provider.asked().getFirst();
        assertThat(asked.key()).isEqualTo(scene.line(id, "ada", "id"));
        assertThat(asked.body()).contains("\"account\":\"acct_ada\"").contains("\"amount\":1000");
        assertThat(asked.signature()).isEqualTo(signature(asked.key(), asked.at(), asked.body()));
        assertThat(scene.payout(id).getString("status")).isEqualTo("settled");
        assertThat(scene.balance("ada", "paid")).isEqualTo(1000);
        assertThat(scene.get(scene.ann, "/v1/payouts/settings").jsonPath().getString("providerSecret"))
                .isNull();
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameKey() {
        // Given: it pays, and the line breaks; then it is in trouble; then it answers
        provider.answers(StubProvider.NOTHING, 503, 200);
        // When
        var id = approved();
        await().atMost(PATIENCE).until(() -> provider.asked().size() == 1);
        for (var asked = 2; asked <= 3; asked++) {
            var times = asked;
            await().atMost(PATIENCE).until(() -> {
                clock.advance(Duration.ofSeconds(40));
                return provider.asked().size() >= times;
            });
        }
        // Then
        awaitStatus(id, "paid");
        assertThat(provider.asked()).extracting(StubProvider.Asked::key).containsOnly(scene.line(id, "ada", "id"));
        assertThat(provider.payments()).isEqualTo(1);
        assertThat(scene.balance("ada", "paid")).isEqualTo(1000);
    }

    @Test
    void whatTheProviderRefusesIsOwedAgain() {
        // Given
        provider.answers(422);
        // When
        var id = approved();
        // Then
        awaitStatus(id, "failed");
        assertThat(scene.line(id, "ada", "reason")).isEqualTo("provider_422");
        assertThat(scene.balance("ada", "amount")).isEqualTo(1000);
        assertThat(provider.payments()).isZero();
    }

    @Test
    void anAcceptedPaymentIsToldBySignedCallbacksOnceEach() {
        // Given
        provider.answers(202);
        var id = approved();
        await().atMost(PATIENCE).until(() -> provider.asked().size() == 1);
        var line = scene.line(id, "ada", "id");
        var paid = "{\"lineId\":\"" + line + "\",\"status\":\"paid\"}";
        // When
        var forged = told(paid, signature("msg_1", Instant.now(), paid + " "), Instant.now());
        var old = told(
                paid,
                signature("msg_1", Instant.now().minusSeconds(3600), paid),
                Instant.now().minusSeconds(3600));
        // Then
        assertThat(List.of(forged, old)).containsOnly(401);
        assertThat(scene.line(id, "ada", "status")).isEqualTo("sent");
        assertThat(scene.post(scene.bob, "/v1/payouts/" + id + "/confirm", Map.of())
                        .statusCode())
                .isEqualTo(409);
        // When
        assertThat(List.of(told(paid), told(paid))).containsOnly(204);
        assertThat(scene.line(id, "ada", "status")).isEqualTo("paid");
        assertThat(told("{\"lineId\":\"" + line + "\",\"status\":\"failed\"}")).isEqualTo(409);
        var back = "{\"lineId\":\"" + line + "\",\"status\":\"returned\",\"returnId\":\"R-1\"}";
        assertThat(List.of(told(back), told(back))).containsOnly(204);
        // Then
        assertThat(scene.line(id, "ada", "status")).isEqualTo("returned");
        assertThat(scene.balance("ada", "amount")).isEqualTo(1000);
        assertThat(scene.booksAreRight()).isTrue();
    }

    @Test
    void manyInstancesAskOnce() throws Exception {
        // Given
        for (var person : List.of("bea", "cid", "dan")) {
            scene.orders(person, 1);
            scene.put(
                    scene.machine, "/v1/payees/" + person, Map.of("name", person, "providerAccount", "acct_" + person));
        }
        provider.answers(200);
        // When
        var id = approved();
        var looks = new ArrayList<CompletableFuture<Void>>();
        for (var instance = 0; instance < 5; instance++) {
            var done = new CompletableFuture<Void>();
            vertx.getOrCreateContext()
                    .runOnContext(ignored ->
                            sendPayments.run().subscribe().with(done::complete, done::completeExceptionally));
            looks.add(done);
        }
        CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        await().atMost(PATIENCE)
                .until(() -> scene.payout(id).getString("status").equals("settled"));
        // Then
        assertThat(provider.asked()).hasSize(4);
        assertThat(provider.payments()).isEqualTo(4);
    }

    @Test
    void whatNobodyAnswersForAPersonMaySay() {
        // Given
        provider.answers(500);
        var id = approved();
        await().atMost(PATIENCE).until(() -> !provider.asked().isEmpty());
        // When
        var said = scene.post(
                scene.bob, "/v1/payouts/" + id + "/confirm", Map.of("paid", List.of(scene.line(id, "ada", "id"))));
        // Then
        assertThat(said.jsonPath().getString("status")).as(said.asString()).isEqualTo("settled");
        assertThat(scene.line(id, "ada", "status")).isEqualTo("paid");
    }

    private String approved() {
        var created = scene.create(scene.ann, Map.of("currency", "EUR", "method", "provider"));
        var id = created.getString("id");
        var approved = scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null);
        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        return id;
    }

    private void awaitStatus(String id, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.line(id, "ada", "status")).isEqualTo(status));
    }

    private int told(String body) {
        var now = clock.instant();
        return told(body, signature("msg_1", now, body), now);
    }

    private int told(String body, String signature, Instant at) {
        return RestAssured.given()
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", at.getEpochSecond())
                .header("webhook-signature", signature)
                .contentType("application/json")
                .body(body)
                .post("/v1/payouts/callbacks/" + scene.tenant)
                .statusCode();
    }

    private String signature(String id, Instant at, String body) {
        return Signature.headers(List.of(SigningSecret.parse(secret)), id, at, body.getBytes(StandardCharsets.UTF_8))
                .get("webhook-signature");
    }
}
