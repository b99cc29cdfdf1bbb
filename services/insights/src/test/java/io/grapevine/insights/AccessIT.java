package io.grapevine.insights;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class AccessIT {

    private final TestTenant tenant = new TestTenant();

    @BeforeEach
    void aProgramWithTwoAdvocates() {
        tenant.opensProgram();
    }

    @Test
    void whatCannotBeAskedIsAProblem() {
        for (var path : List.of(
                "/spring/funnel?from=2026-06-01",
                "/spring/funnel?from=2026-06-02T00:00:00Z&to=2026-06-01T00:00:00Z",
                "/spring/funnel?groupBy=moon",
                "/spring/graph/par_ada?depth=0",
                "/spring/graph/par_ada?depth=11",
                "/spring/graph/par_ada?depth=x",
                "/spring/funnel?from=%2B999999998-01-01T00:00:00Z&to=%2B999999999-01-01T00:00:00Z",
                "/spring/kpis?to=0000-01-01T00:00:00Z"))
            TestTenant.ask(path, tenant.secretKey())
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid_parameter"));
        for (var path : List.of(
                "/winter/funnel", "/winter/events", "/winter/graph", "/winter/graph/par_ada", "/spring/graph/nobody"))
            TestTenant.ask(path, tenant.secretKey())
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("code", equalTo("not_found"));
    }

    @Test
    void fromTheFirstYearToTheLastIsAllThereIs() {
        var ever = "?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59.999Z";
        for (var path : List.of("/funnel", "/funnel/times", "/kpis", "/viral-loop", "/experiments"))
            TestTenant.ask("/spring" + path + ever, tenant.secretKey()).statusCode(200);
        TestTenant.ask("/spring/funnel/series?from=9999-12-31T23:59:59.999Z", tenant.secretKey())
                .statusCode(200);
        TestTenant.ask("/spring/leaderboard?at=9999-12-31T23:59:59.999Z", tenant.secretKey())
                .statusCode(200);
    }

    @Test
    void aCharacterThatNoTextHoldsIsAProblem() {
        for (var path : List.of("/spr%00ing/graph", "/spring/graph/%00", "/spr%00ing/funnel/series"))
            TestTenant.ask(path, tenant.secretKey())
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid_character"));
    }

    @Test
    void onlyASecretKeyOfTheTenantReads() {
        // Given
        var stranger = "t-" + UUID.randomUUID();
        TestLog.publishKey(stranger, "gv_sk_" + stranger, Kind.SECRET);
        // Then
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() ->
                        TestTenant.ask("/spring/funnel", "gv_sk_" + stranger).statusCode(404));
        TestTenant.ask("/spring/funnel", tenant.publishableKey()).statusCode(403);
        TestTenant.ask("/spring/funnel", "gv_sk_wrong").statusCode(401);
        RestAssured.given().get("/v1/insights/programs/spring/funnel").then().statusCode(401);
    }
}
