package io.grapevine.programs.tenant.adapter;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.programs.Installation;
import io.grapevine.programs.Site;
import io.grapevine.testkit.infrastructure.Door;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ColdStartIT.WithoutPostgreSql.class)
@WithTestResource(GrapevineInfrastructure.class)
class ColdStartIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Nobody listens where PostgreSQL should be, until the test opens the door. */
    public static class WithoutPostgreSql extends Installation {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.putAll(Door.toDatabase(Door.shut(), "grapevine_programs"));
            return overrides;
        }
    }

    @ConfigProperty(name = "grapevine.postgres")
    String postgres;

    @ConfigProperty(name = Door.PORT)
    int door;

    @Test
    void aServiceThatStartsBeforeItsDatabaseSaysSoAndWaitsForIt() {
        // When
        var before = RestAssured.get("/q/health/ready");
        Response after;
        Response tenant;
        try (var _ = Door.open(door, postgres)) {
            await().atMost(SOON).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
            after = RestAssured.get("/q/health/ready");
            await().atMost(SOON).until(() -> openTenant().statusCode() == 201);
            tenant = openTenant();
        }
        // Then
        before.then()
                .statusCode(503)
                .body("checks.find { it.name == 'schema' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'schema' }.data.present", equalTo(false));
        after.then().body("checks.find { it.name == 'schema' }.status", equalTo("UP"));
        tenant.then().statusCode(201);
    }

    /** The operator's key is in the settings; it works once it could be written down. */
    private static Response openTenant() {
        return Site.operator()
                .body(Map.of("key", "t-" + UUID.randomUUID(), "name", "Acme"))
                .post("/v1/tenants");
    }
}
