package io.grapevine.clicktracking.intake.adapter;

import static io.grapevine.clicktracking.Edge.location;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.grapevine.clicktracking.Edge;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.Event;
import io.grapevine.events.TenantPublished;
import io.grapevine.testkit.infrastructure.Door;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ColdStartIT.WithoutPostgreSql.class)
@WithTestResource(GrapevineInfrastructure.class)
class ColdStartIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SCHEMA_PRESENT = "checks.find { it.name == 'schema' }.data.present";
    private static final String SIGNUP = """
            {"type": "signup", "id": "cold-1", "time": "2026-03-01T12:00:00Z", "data": {"customerId": "c1"}}""";

    /** Nobody listens where PostgreSQL should be, until the test opens the door. */
    public static class WithoutPostgreSql implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Door.toDatabase(Door.shut(), "grapevine_click_tracking");
        }
    }

    @ConfigProperty(name = "grapevine.postgres")
    String postgres;

    @ConfigProperty(name = Door.PORT)
    int door;

    @Test
    void anEdgeThatStartsBeforeItsDatabaseServesFromTheLogAndCatchesUp() {
        // Given
        var edge = publishedTenant();
        // When
        await().atMost(SOON)
                .until(() -> location(edge.follow("CARLA2026X")).startsWith("https://shop.example/?gv_cid="));
        var known = edge.send(SIGNUP);
        var unknown = RestAssured.given()
                .header("Authorization", "Bearer gv_sk_nobody")
                .contentType("application/json")
                .body("{\"events\": [" + SIGNUP + "]}")
                .post("/v1/events");
        var readyWithout = ready();
        Response readyWith;
        Response history;
        try (var _ = Door.open(door, postgres)) {
            await().atMost(SOON).until(() -> ready().path(SCHEMA_PRESENT).equals(true));
            readyWith = ready();
            await().atMost(SOON).until(() -> edge.get("/v1/events/cold-1").statusCode() == 200);
            history = edge.get("/v1/events/cold-1");
        }
        // Then
        known.then().statusCode(202).body("accepted", equalTo(1));
        unknown.then().statusCode(503).header("Retry-After", notNullValue()).body("code", equalTo("keys_unavailable"));
        readyWithout.then().statusCode(200).body(SCHEMA_PRESENT, equalTo(false));
        readyWith.then().statusCode(200);
        history.then().body("status", equalTo("received"));
    }

    private static Response ready() {
        return RestAssured.get("/q/health/ready");
    }

    /** As the control plane publishes it; the edge cannot have put it into a table. */
    private static Edge publishedTenant() {
        var name = "cold" + UUID.randomUUID().toString().substring(0, 8);
        var edge = new Edge(name, name + ".example", "gv_sk_" + name, "gv_pk_" + name);
        TestLog.publishKey(name, edge.secretKey(), Kind.SECRET);
        TestLog.append(Event.stated(
                name,
                UUID.randomUUID().toString(),
                "test",
                Instant.now(),
                null,
                new TenantPublished(name, name, List.of(edge.host()), null)));
        edge.publish("CARLA2026X", "https://shop.example/");
        return edge;
    }
}
