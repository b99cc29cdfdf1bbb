package io.grapevine.programs.tenant.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.grapevine.chassis.access.ApiKeys;
import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.TenantPublished;
import io.grapevine.events.Topic;
import io.grapevine.programs.Installation;
import io.grapevine.programs.Site;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Installation.class)
@WithTestResource(GrapevineInfrastructure.class)
class TenantIT {

    private static final String KEY = "gv_[sp]k_[0-9A-Za-z]{28}";

    @Inject
    MutableClock clock;

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    @Test
    void aNewTenantGetsItsFirstKeysOnce() {
        // Given
        var request = Map.of("key", "t-" + UUID.randomUUID(), "name", "Acme");
        // When
        var first = Site.operator().body(request).post("/v1/tenants");
        var second = Site.operator().body(request).post("/v1/tenants");
        // Then
        first.then()
                .statusCode(201)
                .body("tenantId", equalTo(request.get("key")))
                .body("secretKey", matchesPattern(KEY))
                .body("publishableKey", matchesPattern(KEY));
        second.then().statusCode(200).body("secretKey", nullValue()).body("name", equalTo("Acme"));
    }

    @Test
    void theLogLearnsTheTenantAndOnlyHashesOfItsKeys() {
        // When
        var site = Site.open();
        // Then
        await().untilAsserted(() -> {
            assertThat(TestLog.read(Topic.TENANTS, site.tenantId(), TenantPublished.class))
                    .hasSize(1);
            assertThat(TestLog.read(Topic.TENANTS, site.tenantId(), ApiKeyPublished.class))
                    .extracting(ApiKeyPublished::kind, ApiKeyPublished::keyHash)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(Kind.SECRET, ApiKeys.hash(site.secretKey())),
                            org.assertj.core.groups.Tuple.tuple(Kind.PUBLISHABLE, ApiKeys.hash(site.publishableKey())));
        });
    }

    @Test
    void aHostBelongsToOneTenant() {
        // Given
        var host = "go-" + UUID.randomUUID() + ".example";
        Site.operator()
                .body(Map.of("key", "t-" + UUID.randomUUID(), "hosts", List.of(host)))
                .post("/v1/tenants");
        var second = Map.of("key", "t-" + UUID.randomUUID(), "hosts", List.of(host));
        // When
        var answer = Site.operator().body(second).post("/v1/tenants");
        var withoutHost = Site.operator().body(Map.of("key", second.get("key"))).post("/v1/tenants");
        // Then
        answer.then().statusCode(409).body("code", equalTo("host_taken"));
        withoutHost.then().statusCode(201);
    }

    @Test
    void referralLinksStartWithTheTenantsOwnHost() {
        // Given
        var key = "t-" + UUID.randomUUID();
        var host = "go-" + UUID.randomUUID() + ".example";
        var opened =
                Site.operator().body(Map.of("key", key, "hosts", List.of(host))).post("/v1/tenants");
        var site = new Site(key, opened.path("secretKey"), opened.path("publishableKey")).withProgram("spring");
        // When
        var answer = site.server()
                .body(Map.of("externalId", "u", "referralCode", "ANA"))
                .post("/v1/programs/spring/participants");
        // Then
        answer.then().body("referralLink", equalTo("https://" + host + "/r/ANA"));
    }

    @Test
    void aFurtherKeyOpensAtOnceAndARepetitionDoesNotShowItAgain() {
        // Given
        var site = Site.open();
        var path = "/v1/tenants/" + site.tenantId() + "/keys";
        // When
        var first = Site.operator()
                .header("Idempotency-Key", "k")
                .body(Map.of("kind", "secret"))
                .post(path);
        var again = Site.operator()
                .header("Idempotency-Key", "k")
                .body(Map.of("kind", "secret"))
                .post(path);
        // Then
        first.then().statusCode(201).body("key", matchesPattern(KEY));
        again.then().statusCode(201).body("key", nullValue()).body("id", equalTo(first.path("id")));
        Site.with(first.path("key")).get("/v1/keys").then().statusCode(200).body("items", hasSize(3));
    }

    @Test
    void aRevokedKeyIsDead() {
        // Given
        var site = Site.open();
        var made = Site.operator().body(Map.of("kind", "secret")).post("/v1/tenants/" + site.tenantId() + "/keys");
        // When
        var revoked = site.server().delete("/v1/keys/" + made.path("id"));
        // Then
        revoked.then().statusCode(200).body("revokedAt", not(nullValue()));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(
                                Site.with(made.path("key")).get("/v1/keys").statusCode())
                        .isEqualTo(401));
        site.server().get("/v1/keys").then().statusCode(200).body("items", hasSize(2));
    }

    @Test
    void aKeyRevokedWithOverlapOpensUntilItHasPassed() {
        // Given
        var site = Site.open();
        var hint = site.publishableKey().substring(0, 10);
        // When
        site.server().delete("/v1/keys/" + hint + "?overlap=1h").then().statusCode(200);
        // Then
        site.server().get("/v1/keys").then().body("items.hint", org.hamcrest.Matchers.hasItem(hint));
        clock.advance(Duration.ofMinutes(61));
        site.server()
                .get("/v1/keys")
                .then()
                .body("items.hint", contains(site.secretKey().substring(0, 10)));
    }

    @Test
    void anUnknownTenantGetsNoKey() {
        // When
        var answer = Site.operator().body(Map.of("kind", "secret")).post("/v1/tenants/nobody/keys");
        // Then
        answer.then().statusCode(404);
    }

    @Test
    void theInstallationsOwnIdIsNoTenant() {
        // When
        var answer = Site.operator().body(Map.of("key", "operator")).post("/v1/tenants");
        // Then
        answer.then().statusCode(422).body("errors[0].pointer", equalTo("/key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gv_sk_demo", "gv_pk_demo", "gv_ok_demo"})
    void theKeysOfALocalInstallationExistInNoOther(String key) {
        // When
        var asTenant = Site.with(key).get("/v1/programs");
        var asOperator = Site.with(key).body(Map.of("key", "acme")).post("/v1/tenants");
        // Then
        asTenant.then().statusCode(401).body("code", equalTo("unauthorized"));
        asOperator.then().statusCode(401);
    }
}
