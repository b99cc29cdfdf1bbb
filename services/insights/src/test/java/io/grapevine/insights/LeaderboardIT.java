package io.grapevine.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class LeaderboardIT {

    private static final String JUNE = "/spring/leaderboard?at=2026-06-15T12:00:00Z&participantId=par_bea";

    @Inject
    RedisDataSource redis;

    private final TestTenant tenant = new TestTenant();

    @BeforeEach
    void adaBroughtTwoAndBeaOne() {
        tenant.opensProgram();
        tenant.state("c1", TestTenant.bind("cnv_1", "fay", "ada", 1));
        tenant.state("c2", TestTenant.bind("cnv_2", "gus", "ada", 1));
        tenant.state("c3", TestTenant.bind("cnv_3", "hal", "bea", 1));
        await().atMost(TestTenant.PATIENCE).untilAsserted(() -> tenant.get(JUNE).body("items.points", contains(2, 1)));
    }

    @Test
    void whoBroughtMostIsFirstAndAReversalLowersThem() {
        tenant.get(JUNE)
                .body("items.person", contains("ada", "bea"))
                .body("items.place", contains(1, 2))
                .body("own.place", equalTo(2))
                .body("people", equalTo(2));
        // When
        tenant.state("c4", TestTenant.bind("cnv_2", "gus", null, 2));
        // Then: they share the place
        await().atMost(TestTenant.PATIENCE).untilAsserted(() -> tenant.get(JUNE).body("items.points", contains(1, 1)));
        tenant.get(JUNE).body("items.place", contains(1, 1)).body("own.place", equalTo(1));
        tenant.get("/spring/leaderboard?at=2026-07-01T00:00:00Z").body("items", equalTo(List.of()));
        tenant.get("/spring/leaderboard?period=all").body("people", equalTo(2));
    }

    @Test
    void aBoardIsKeptInRedisAndRightWithoutIt() {
        // Given
        await().atMost(TestTenant.PATIENCE).until(() -> boards() > 0);
        var kept = tenant.get(JUNE).extract().asString();
        // When
        redis.flushall();
        // Then
        assertThat(tenant.get(JUNE).extract().asString()).isEqualTo(kept);
        await().atMost(TestTenant.PATIENCE).until(() -> boards() > 0);
        assertThat(tenant.get(JUNE).extract().asString()).isEqualTo(kept);
    }

    @Test
    void inPublicPeopleAreCalledWhatTheyChose() {
        // Given
        name("par_bea", "{\"displayName\": \"Queen Bea\"}").statusCode(200).body("person", equalTo("bea"));
        // Then
        tenant.get(JUNE + "&view=public")
                .body("items.name", contains("Friend #1", "Queen Bea"))
                .body("items.person", everyItem(nullValue()))
                .body("own.name", equalTo("Queen Bea"));
        // When
        RestAssured.given()
                .header("Authorization", "Bearer " + tenant.secretKey())
                .delete("/v1/insights/programs/spring/leaderboard/names/bea")
                .then()
                .statusCode(204);
        // Then
        tenant.get(JUNE + "&view=public").body("items.name", contains("Friend #1", "Friend #2"));
    }

    @Test
    void revenueIsOfOneCurrencyAndNetOfRefunds() {
        // When
        tenant.state("o1", order("cnv_o1", 1_000, "EUR"));
        tenant.state("o2", order("cnv_o2", 9_000, "USD"));
        // Then
        var board = "/spring/leaderboard?period=all&by=revenue&currency=EUR";
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get(board).body("items.points", contains(900)));
        tenant.get(board + "&view=public").body("items[0].points", equalTo(null));
    }

    @Test
    void whatIsNoBoardIsRefused() {
        for (var wrong : List.of(
                "period=year", "by=love", "by=revenue", "view=mine", "limit=0", "limit=101", "limit=x", "at=now"))
            TestTenant.ask("/spring/leaderboard?" + wrong, tenant.secretKey())
                    .statusCode(400)
                    .body("code", equalTo("invalid_parameter"));
        TestTenant.ask("/spring/leaderboard?participantId=nobody", tenant.secretKey())
                .statusCode(404);
        TestTenant.ask("/winter/leaderboard", tenant.secretKey()).statusCode(404);
        name("par_bea", "{\"displayName\": \" \"}").statusCode(422);
        name("nobody", "{\"displayName\": \"x\"}").statusCode(404);
    }

    private int boards() {
        return redis.key().keys("gv:{" + tenant.id() + "}:board:*").size();
    }

    private static io.grapevine.events.ConversionDecided order(String id, long amountMinor, String currency) {
        return Decisions.purchase()
                .of(id)
                .in("spring", 1)
                .by("fay")
                .amount(amountMinor, currency)
                .refunded(100)
                .broughtBy("ada", "ADA")
                .at(TestTenant.MONDAY)
                .build();
    }

    private ValidatableResponse name(String participant, String body) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + tenant.secretKey())
                .contentType("application/json")
                .body(body)
                .put("/v1/insights/programs/spring/leaderboard/names/" + participant)
                .then();
    }
}
