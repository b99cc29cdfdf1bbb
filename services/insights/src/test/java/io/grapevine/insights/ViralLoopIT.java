package io.grapevine.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.grapevine.events.Context;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.ShareRecorded;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ViralLoopIT {

    private final TestTenant tenant = new TestTenant();

    /** ada brought cleo, an hour later cleo brought dan and eve, and nobody was brought by bea. */
    @BeforeEach
    void aLoopThatTurnedTwice() {
        tenant.opensProgram();
        var monday = TestTenant.MONDAY;
        tenant.state("d1", TestTenant.signUpDecided("cnv_1", "cleo", "ada", 1, monday));
        tenant.state("d2", TestTenant.signUpDecided("cnv_2", "dan", "cleo", 1, monday.plusSeconds(3_600)));
        tenant.state("d3", TestTenant.signUpDecided("cnv_3", "eve", "cleo", 1, monday.plusSeconds(7_200)));
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get("/spring/graph").body("edges", equalTo(3)));
    }

    @Test
    void theLoopOfAProgramIsReckonedFromItsGraph() {
        tenant.get("/spring/viral-loop")
                .body("k.people", equalTo(5))
                .body("k.referred", equalTo(3))
                .body("generations.k.people", contains(2, 1, 2))
                .body("generations[1].k.k", equalTo(2.0f))
                .body("cohorts.begins", contains("2026-06-01"))
                .body("offspring.people", contains(3, 1, 1))
                .body("cycleTimes.known", equalTo(2))
                .body("cycleTimes.median", equalTo(3_600f))
                .body("maturitySeconds", equalTo(7_200f))
                .body("extinction.probability", equalTo(1f))
                .body("forecast.customers", equalTo(5));
        tenant.get("/spring/viral-loop?from=2026-06-01T00:30:00Z&cohort=day")
                .body("k.people", equalTo(2))
                .body("k.referred", equalTo(0));
    }

    @Test
    void peopleArePutTogetherByTheChannelThatBroughtThem() {
        // Given: the code that brought all three was shared by mail
        tenant.state(
                "lnk_code",
                new LinkPublished("lnk_code", "spring", "CODE", "par_ada", "ada", "https://shop.example/", null));
        tenant.report(
                tenant.event("s1", -10, new ShareRecorded("par_ada", "CODE", "email", null, null, null, Context.NONE)));
        // Then
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get("/spring/viral-loop?by=channel")
                        .body("by", equalTo("channel"))
                        .body("groups.value", contains("email", ""))
                        .body("groups.k.people", contains(3, 2))
                        .body("groups.k.referred", contains(2, 1))
                        .body("groups[1].k.k", equalTo(0.5f)));
    }

    @Test
    void peopleArePutTogetherByTheSegmentTheirSiteLastSaid() {
        // Given: the later word holds, though it is read first
        tenant.report(
                tenant.event(
                        "i2",
                        20,
                        new IdentifyRecorded("v1", "cleo", null, null, new Context(null, null, null, null, "gold"))),
                tenant.event(
                        "i1",
                        10,
                        new IdentifyRecorded("v1", "cleo", null, null, new Context(null, null, null, null, "new"))));
        // Then
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get("/spring/viral-loop?by=segment")
                        .body("groups.value", contains("", "gold"))
                        .body("groups.k.people", contains(4, 1))
                        .body("groups.k.referred", contains(1, 2))
                        .body("groups[1].k.k", equalTo(2.0f)));
        TestTenant.ask("/spring/viral-loop?by=age", tenant.secretKey()).statusCode(400);
    }

    @Test
    void whoStandsAboveAndBelowAPersonIsCounted() {
        tenant.get("/spring/graph/ada/generations")
                .body("participantId", equalTo("par_ada"))
                .body("descendants", equalTo(3))
                .body("generations.people", contains(1, 2))
                .body("generations.ratio", contains(1f, 2f));
        tenant.get("/spring/graph/eve/ancestors")
                .body("depth", equalTo(2))
                .body("ancestors.externalId", contains("cleo", "ada"))
                .body("ancestors[1].boundAt", nullValue());
        tenant.get("/spring/cascades?limit=1")
                .body("people", equalTo(5))
                .body("cascades[0].externalId", equalTo("ada"))
                .body("cascades[0].wienerIndex", equalTo("9"))
                .body("cascades[0].structuralVirality", equalTo(1.5f));
        tenant.get("/spring/spreaders").body("spreaders.externalId", contains("cleo", "ada"));
        tenant.get("/spring/graph/par_ada?depth=1")
                .body("truncated", equalTo(true))
                .body("descendants", equalTo(3))
                .body("referrals[0].friends", equalTo(2))
                .body("referrals[0].more", equalTo(2));
    }

    @Test
    void aPlanIsMadeFromWhatTheProgramHasBroughtSoFar() {
        // Given a reward of 0.90 for the three who came
        tenant.state("r1", TestTenant.reward(1, RewardChanged.Status.RELEASED));
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get("/spring/plan").body("history.rewardMinor", equalTo(90)));
        // Then
        tenant.get("/spring/plan?months=6")
                .body("history.currency", equalTo("EUR"))
                .body("history.referred", equalTo(3))
                .body("months", equalTo(6))
                .body("levels.rewardMinor", contains(15, 30, 45, 60));
        tenant.get("/spring/plan?rewards=100,0&currency=USD")
                .body("history.rewardMinor", equalTo(0))
                .body("levels.rewardMinor", contains(100, 0));
    }

    @Test
    void wordOfMouthIsThatOfTheProgramsPeopleUnlessOthersAreGiven() {
        tenant.get("/spring/word-of-mouth?customers=10000")
                .body("positiveMentions", equalTo(32_500f))
                .body("negativeMentions", equalTo(35_000f));
        tenant.get("/spring/word-of-mouth?satisfiedPercent=100").body("negativeShare", equalTo(0));
    }

    @Test
    void aBranchIsAPictureForWhoeverAsksForOne() {
        // When
        var svg = picture("image/svg+xml").statusCode(200).extract().asString();
        var png = picture("image/png").statusCode(200).extract().asByteArray();
        // Then
        assertThat(svg).startsWith("<svg").contains("cleo", "dan", "eve", "ada brought 1 people");
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        picture("*/*").contentType("application/json").body("externalId", equalTo("ada"));
        TestTenant.ask("/spring/graph/ada?color=red", tenant.secretKey()).statusCode(400);
    }

    private ValidatableResponse picture(String type) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + tenant.secretKey())
                .accept(type)
                .get("/v1/insights/programs/spring/graph/par_ada")
                .then();
    }

    @Test
    void whatCannotBeAskedIsAProblem() {
        for (var path : List.of(
                "/spring/viral-loop?cohort=moon",
                "/spring/viral-loop?from=2026-06-01",
                "/spring/viral-loop?from=2026-06-02T00:00:00Z&to=2026-06-01T00:00:00Z",
                "/spring/word-of-mouth?satisfiedPercent=101",
                "/spring/word-of-mouth?customers=-1",
                "/spring/word-of-mouth?customers=1e999999999",
                "/spring/cascades?limit=101",
                "/spring/plan?months=0",
                "/spring/plan?rewards=1,x",
                "/spring/plan?elasticity=NaN",
                "/spring/graph/ada?limit=1001"))
            TestTenant.ask(path, tenant.secretKey()).statusCode(400).body("code", equalTo("invalid_parameter"));
        for (var path : List.of(
                "/winter/viral-loop",
                "/winter/plan",
                "/spring/graph/nobody/generations",
                "/spring/graph/nobody/ancestors"))
            TestTenant.ask(path, tenant.secretKey()).statusCode(404).body("code", equalTo("not_found"));
    }
}
