package io.grapevine.insights;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.Evidence;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class FunnelIT {

    private final TestTenant tenant = new TestTenant();

    @BeforeEach
    void aProgramWithTwoAdvocates() {
        tenant.opensProgram();
    }

    @Test
    void aRedirectAndItsLandingPageAreOneTouchAndBotsAreNotHuman() {
        // When
        tenant.report(
                tenant.event(
                        "e1",
                        0,
                        TestTenant.click(
                                "clk_1", ClickRecorded.Origin.REDIRECT, "lnk_ada2", "ADA-2", TrafficLabel.HUMAN)),
                tenant.event(
                        "e2",
                        1,
                        TestTenant.click("clk_1", ClickRecorded.Origin.LANDING, null, null, TrafficLabel.HUMAN)),
                tenant.event(
                        "e3",
                        2,
                        TestTenant.click(
                                "clk_2", ClickRecorded.Origin.REDIRECT, "lnk_ada2", "ADA-2", TrafficLabel.BOT)),
                tenant.event(
                        "e4",
                        3,
                        TestTenant.click("clk_2", ClickRecorded.Origin.LANDING, null, null, TrafficLabel.HUMAN)),
                tenant.event(
                        "e5",
                        4,
                        TestTenant.click("clk_3", ClickRecorded.Origin.LANDING, "lnk_ada2", null, TrafficLabel.HUMAN)),
                tenant.event(
                        "e6",
                        5,
                        TestTenant.click("e6", ClickRecorded.Origin.HOST, null, "NOBODYS", TrafficLabel.HUMAN)));
        // Then: two redirects, one landing page whose redirect was lost, one unknown code
        tenant.awaitEvents(6);
        tenant.get("/spring/funnel")
                .body("clicks.raw", equalTo(3))
                .body("clicks.human", equalTo(2))
                .body("clicks.unknownCode", equalTo(1));
    }

    @Test
    void aCodeHasTheVariantOfItsFirstShareWhicheverArrivesFirst() {
        // When: the later share is heard of first, and one names the participant instead of the code
        tenant.report(
                tenant.event("e1", 5, new ShareRecorded(null, "BEA", "x", null, "late", null, Context.NONE)),
                tenant.event("e2", 1, new ShareRecorded("par_bea", null, "x", null, "first", null, Context.NONE)),
                tenant.event("e3", 1, new ShareRecorded(null, "BEA", "x", null, "same-time", null, Context.NONE)),
                tenant.event(
                        "e4", 6, TestTenant.click("e4", ClickRecorded.Origin.HOST, null, "BEA", TrafficLabel.HUMAN)));
        // Then
        tenant.awaitEvents(4);
        tenant.get("/spring/funnel?groupBy=variant")
                .body("groups.variant", contains("first"))
                .body("groups[0].shares", equalTo(3))
                .body("groups[0].clicks", equalTo(1));
        // Then: five seconds, rounded up to the end of their slot, and written as ISO 8601 writes them
        tenant.get("/spring/funnel/times")
                .body("steps[0].step", equalTo("share_to_click"))
                .body("steps[0].p50", startsWith("PT5."));
    }

    @Test
    void theSameEventTwiceCountsOnceAndItsFirstBodyStays() {
        // When
        var first = tenant.event("e1", 0, TestTenant.purchase("o1", 1_000));
        tenant.report(first, first, tenant.event("e1", 0, TestTenant.purchase("o2", 9_000)));
        tenant.report(first, tenant.event("e2", 1, TestTenant.identify()));
        // Then
        tenant.awaitEvents(2);
        tenant.get("/spring/funnel")
                .body("purchases.orders", equalTo(1))
                .body("purchases.gross[0].amount", equalTo(1_000));
    }

    @Test
    void ofAnOrderReportedTwiceTheEarliestCountsAndRefundsAddUpToItsAmount() {
        // When
        tenant.report(
                tenant.event("e1", 5, TestTenant.purchase("o1", 9_000)),
                tenant.event("e2", 4, TestTenant.purchase("o1", 1_000)),
                tenant.event("e3", 6, TestTenant.refund("r1", 700)),
                tenant.event("e4", 7, TestTenant.refund("r1", 1)),
                tenant.event("e5", 8, TestTenant.refund("r2", 800)));
        // Then
        tenant.awaitEvents(5);
        tenant.get("/spring/funnel")
                .body("purchases.events", equalTo(2))
                .body("purchases.orders", equalTo(1))
                .body("purchases.gross[0].amount", equalTo(1_000))
                .body("purchases.refunded[0].amount", equalTo(1_000))
                .body("purchases.net[0].amount", equalTo(0))
                .body("refunds.refunds", equalTo(2))
                .body("refunds.amount[0].amount", equalTo(1_500));
    }

    @Test
    void eventsWithoutProgramCountForEveryProgramAndOthersForTheirs() {
        // Given
        tenant.state("p2", new ProgramPublished("prg_2", "autumn", 1, null, GoldenLog.TERMS));
        var autumn = new Context("autumn", null, null, null, null);
        // When
        tenant.report(
                tenant.event("e1", 0, TestTenant.identify()),
                tenant.event("e2", 0, new SignUpRecorded("cleo", null, Evidence.NONE, null, null, null, autumn)));
        // Then
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get("/autumn/events").body("total", equalTo(2)));
        tenant.get("/spring/events").body("total", equalTo(1)).body("byType.identify", equalTo(1));
    }

    @Test
    void thePeriodBeginsWithItsFirstMomentAndEndsBeforeItsLast() {
        // Given
        tenant.report(
                tenant.event("e1", 0, TestTenant.purchase("o1", 1_000)),
                tenant.event("e2", 60, TestTenant.purchase("o2", 2_000)));
        tenant.awaitEvents(2);
        // Then
        var from = "2026-06-01T02:00:00%2B02:00";
        tenant.get("/spring/funnel?from=" + from + "&to=2026-06-01T00:01:00Z")
                .body("purchases.gross[0].amount", equalTo(1_000));
        tenant.get("/spring/funnel?from=2026-06-01T00:01:00Z").body("purchases.gross[0].amount", equalTo(2_000));
    }
}
