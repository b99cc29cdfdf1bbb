package io.grapevine.insights;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.Terms;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ReportsIT {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Context ANY = Context.NONE;

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void aProgramWithTwoAdvocates() {
        TestLog.publishKey(tenant, key, Kind.SECRET);
        TestLog.publishKey(tenant, "gv_pk_" + tenant, Kind.PUBLISHABLE);
        state("p", new ProgramPublished("prg_1", "spring", 1, null, GoldenLog.TERMS));
        state("par_ada", new ParticipantPublished("par_ada", "spring", "ada", "ADA", null, null, null));
        state("par_bea", new ParticipantPublished("par_bea", "spring", "bea", "BEA", null, null, null));
        state(
                "lnk_ada2",
                new LinkPublished("lnk_ada2", "spring", "ADA-2", "par_ada", "ada", "https://shop.example/", null));
        await().atMost(PATIENCE).until(() -> get("/spring/graph").extract().path("nodes"), equalTo(2));
    }

    @Test
    void aRedirectAndItsLandingPageAreOneTouchAndBotsAreNotHuman() {
        // When
        report(
                event("e1", 0, click("clk_1", ClickRecorded.Origin.REDIRECT, "lnk_ada2", "ADA-2", TrafficLabel.HUMAN)),
                event("e2", 1, click("clk_1", ClickRecorded.Origin.LANDING, null, null, TrafficLabel.HUMAN)),
                event("e3", 2, click("clk_2", ClickRecorded.Origin.REDIRECT, "lnk_ada2", "ADA-2", TrafficLabel.BOT)),
                event("e4", 3, click("clk_2", ClickRecorded.Origin.LANDING, null, null, TrafficLabel.HUMAN)),
                event("e5", 4, click("clk_3", ClickRecorded.Origin.LANDING, "lnk_ada2", null, TrafficLabel.HUMAN)),
                event("e6", 5, click("e6", ClickRecorded.Origin.HOST, null, "NOBODYS", TrafficLabel.HUMAN)));
        // Then: two redirects, one landing page whose redirect was lost, one unknown code
        awaitEvents(6);
        get("/spring/funnel")
                .body("clicks.raw", equalTo(3))
                .body("clicks.human", equalTo(2))
                .body("clicks.unknownCode", equalTo(1));
    }

    @Test
    void aCodeHasTheVariantOfItsFirstShareWhicheverArrivesFirst() {
        // When: the later share is heard of first, and one names the participant instead of the code
        report(
                event("e1", 5, new ShareRecorded(null, "BEA", "x", null, "late", null, ANY)),
                event("e2", 1, new ShareRecorded("par_bea", null, "x", null, "first", null, ANY)),
                event("e3", 1, new ShareRecorded(null, "BEA", "x", null, "same-time", null, ANY)),
                event("e4", 6, click("e4", ClickRecorded.Origin.HOST, null, "BEA", TrafficLabel.HUMAN)));
        // Then
        awaitEvents(4);
        get("/spring/funnel?groupBy=variant")
                .body("groups.variant", contains("first"))
                .body("groups[0].shares", equalTo(3))
                .body("groups[0].clicks", equalTo(1));
    }

    @Test
    void theSameEventTwiceCountsOnceAndItsFirstBodyStays() {
        // When
        var first = event("e1", 0, purchase("o1", 1_000));
        report(first, first, event("e1", 0, purchase("o2", 9_000)));
        report(first, event("e2", 1, identify()));
        // Then
        awaitEvents(2);
        get("/spring/funnel").body("purchases.orders", equalTo(1)).body("purchases.gross[0].amount", equalTo(1_000));
    }

    @Test
    void ofAnOrderReportedTwiceTheEarliestCountsAndRefundsAddUpToItsAmount() {
        // When
        report(
                event("e1", 5, purchase("o1", 9_000)),
                event("e2", 4, purchase("o1", 1_000)),
                event("e3", 6, refund("r1", 700)),
                event("e4", 7, refund("r1", 1)),
                event("e5", 8, refund("r2", 800)));
        // Then
        awaitEvents(5);
        get("/spring/funnel")
                .body("purchases.events", equalTo(2))
                .body("purchases.orders", equalTo(1))
                .body("purchases.gross[0].amount", equalTo(1_000))
                .body("purchases.refunded[0].amount", equalTo(1_000))
                .body("purchases.net[0].amount", equalTo(0))
                .body("refunds.refunds", equalTo(2))
                .body("refunds.amount[0].amount", equalTo(1_500));
    }

    @Test
    void anOlderRevisionThatComesLaterChangesNothing() {
        // When
        state("d2", bind("cnv_1", "cleo", "ada", 2));
        state("d1", bind("cnv_1", "cleo", null, 1));
        state("r2", reward(2, RewardChanged.Status.RELEASED));
        state("r1", reward(1, RewardChanged.Status.HELD));
        // Then: the marker is the last record of its partition's reader, so the older ones have been read
        state("d9", bind("cnv_9", "dan", "ada", 1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> get("/spring/graph/par_ada").body("brought", contains(2)));
        get("/spring/funnel")
                .body("signups.attributed", equalTo(2))
                .body("rewards.status", contains("released"))
                .body("rewards[0].amount[0].amount", equalTo(90));
    }

    @Test
    void aCorrectedBindMovesItsEdge() {
        // Given
        state("d1", bind("cnv_1", "cleo", "ada", 1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> get("/spring/graph/par_ada").body("brought", contains(1)));
        // When
        state("d2", bind("cnv_1", "cleo", "bea", 2));
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> get("/spring/graph/bea").body("brought", contains(1)));
        get("/spring/graph/par_ada").body("referrals", equalTo(List.of())).body("truncated", equalTo(false));
        get("/spring/graph").body("nodes", equalTo(3)).body("edges", equalTo(1)).body("depthHistogram", contains(2, 1));
    }

    @Test
    void whileABindIsBeingCorrectedTheEarlierSignUpIsTheEdge() {
        // When: a late, earlier sign-up of the same customer is decided before the other one's correction is heard
        state("d1", signUpDecided("cnv_1", "cleo", "ada", 1, MONDAY.plusSeconds(60)));
        state("d2", signUpDecided("cnv_2", "cleo", "bea", 1, MONDAY));
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> get("/spring/graph/bea").body("brought", contains(1)));
        get("/spring/graph/ada").body("brought", equalTo(List.of()));
        get("/spring/graph").body("edges", equalTo(1));
    }

    @Test
    void aBranchIsGivenToItsDepthAndSaysWhetherItGoesOn() {
        // Given
        state("d1", bind("cnv_1", "cleo", "ada", 1));
        state("d2", bind("cnv_2", "dan", "cleo", 1));
        state("d3", bind("cnv_3", "eve", "dan", 1));
        await().atMost(PATIENCE).untilAsserted(() -> get("/spring/graph").body("maxDepth", equalTo(3)));
        // Then
        get("/spring/graph/par_ada?depth=2")
                .body("externalId", equalTo("ada"))
                .body("participantId", equalTo("par_ada"))
                .body("brought", contains(1, 1))
                .body("truncated", equalTo(true))
                .body("referrals.externalId", contains("cleo", "dan"))
                .body("referrals.advocateExternalId", contains("ada", "cleo"));
        get("/spring/graph/par_ada?depth=3").body("truncated", equalTo(false));
    }

    @Test
    void aFriendWhoNeverEnrolledIsAPersonOfTheGraphToo() {
        // When
        report(event("e1", 0, new SignUpRecorded("solo", null, Evidence.NONE, null, null, null, ANY)));
        // Then
        awaitEvents(1);
        get("/spring/graph/solo").body("participantId", nullValue()).body("brought", equalTo(List.of()));
    }

    @Test
    void eventsWithoutProgramCountForEveryProgramAndOthersForTheirs() {
        // Given
        state("p2", new ProgramPublished("prg_2", "autumn", 1, null, GoldenLog.TERMS));
        var autumn = new Context("autumn", null, null, null, null);
        // When
        report(
                event("e1", 0, identify()),
                event("e2", 0, new SignUpRecorded("cleo", null, Evidence.NONE, null, null, null, autumn)));
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> get("/autumn/events").body("total", equalTo(2)));
        get("/spring/events").body("total", equalTo(1)).body("byType.identify", equalTo(1));
    }

    @Test
    void thePeriodBeginsWithItsFirstMomentAndEndsBeforeItsLast() {
        // Given
        report(event("e1", 0, purchase("o1", 1_000)), event("e2", 60, purchase("o2", 2_000)));
        awaitEvents(2);
        // Then
        var from = "2026-06-01T02:00:00%2B02:00";
        get("/spring/funnel?from=" + from + "&to=2026-06-01T00:01:00Z")
                .body("purchases.gross[0].amount", equalTo(1_000));
        get("/spring/funnel?from=2026-06-01T00:01:00Z").body("purchases.gross[0].amount", equalTo(2_000));
    }

    @Test
    void whatCannotBeAskedIsAProblem() {
        for (var path : List.of(
                "/spring/funnel?from=2026-06-01",
                "/spring/funnel?from=2026-06-02T00:00:00Z&to=2026-06-01T00:00:00Z",
                "/spring/funnel?groupBy=moon",
                "/spring/graph/par_ada?depth=0",
                "/spring/graph/par_ada?depth=11",
                "/spring/graph/par_ada?depth=x"))
            ask(path, key)
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid_parameter"));
        for (var path : List.of(
                "/winter/funnel", "/winter/events", "/winter/graph", "/winter/graph/par_ada", "/spring/graph/nobody"))
            ask(path, key)
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("code", equalTo("not_found"));
    }

    @Test
    void onlyASecretKeyOfTheTenantReads() {
        // Given
        var stranger = "t-" + UUID.randomUUID();
        TestLog.publishKey(stranger, "gv_sk_" + stranger, Kind.SECRET);
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> ask("/spring/funnel", "gv_sk_" + stranger).statusCode(404));
        ask("/spring/funnel", "gv_pk_" + tenant).statusCode(403);
        ask("/spring/funnel", "gv_sk_wrong").statusCode(401);
        RestAssured.given().get("/v1/insights/programs/spring/funnel").then().statusCode(401);
    }

    private ValidatableResponse get(String path) {
        return ask(path, key).statusCode(200);
    }

    private static ValidatableResponse ask(String path, String key) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + key)
                .get("/v1/insights/programs" + path)
                .then();
    }

    private void awaitEvents(int total) {
        await().atMost(PATIENCE).untilAsserted(() -> get("/spring/events").body("total", equalTo(total)));
    }

    private void report(Event<?>... events) {
        TestLog.append(events);
    }

    private <T extends EventData> void state(String id, T data) {
        TestLog.append(Event.stated(tenant, id, "test", MONDAY, null, data));
    }

    private Event<?> event(String id, long seconds, EventData.Fact fact) {
        return new Event<>(tenant, id, "api", MONDAY.plusSeconds(seconds), MONDAY, null, null, fact);
    }

    private static ClickRecorded click(
            String touch,
            ClickRecorded.Origin origin,
            @Nullable String link,
            @Nullable String code,
            TrafficLabel label) {
        return new ClickRecorded(touch, origin, link, code, null, label, "1", null, null, null, Map.of(), ANY);
    }

    private static PurchaseRecorded purchase(String order, long amountMinor) {
        return new PurchaseRecorded(
                order,
                "cleo",
                null,
                amountMinor,
                "EUR",
                Evidence.NONE,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                ANY);
    }

    private static RefundRecorded refund(String id, long amountMinor) {
        return new RefundRecorded(id, "o1", amountMinor, "EUR", List.of(), null, ANY);
    }

    private static IdentifyRecorded identify() {
        return new IdentifyRecorded("v1", "cleo", null, null, ANY);
    }

    private static ConversionDecided bind(String id, String friend, @Nullable String advocate, int revision) {
        return signUpDecided(id, friend, advocate, revision, MONDAY);
    }

    private static ConversionDecided signUpDecided(
            String id, String friend, @Nullable String advocate, int revision, Instant at) {
        return new ConversionDecided(
                id,
                revision,
                "spring",
                1,
                ConversionDecided.Kind.SIGNUP,
                "e-" + id,
                "api",
                friend,
                null,
                null,
                at,
                0,
                null,
                0,
                null,
                advocate == null ? Outcome.UNATTRIBUTED : Outcome.ATTRIBUTED,
                advocate == null ? ConversionDecided.Reason.NO_TOUCH : null,
                advocate == null ? null : new ConversionDecided.Advocate("par_" + advocate, advocate, "CODE"),
                List.of(),
                List.of(),
                new ConversionDecided.Explanation("touch", null, null, null, null, null, List.of()));
    }

    private static RewardChanged reward(int sequence, RewardChanged.Status status) {
        return new RewardChanged(
                "rew_1",
                sequence,
                "spring",
                1,
                "commission",
                "cnv_1",
                1,
                null,
                "cleo",
                new RewardChanged.Beneficiary(Terms.Role.ADVOCATE, 1, "par_ada", "ada"),
                RewardKind.CASH,
                90L,
                "EUR",
                null,
                status,
                null,
                null,
                MONDAY);
    }
}
