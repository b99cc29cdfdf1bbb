package io.grapevine.insights;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.grapevine.events.Context;
import io.grapevine.events.Evidence;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class GraphIT {

    private static final int MARKERS = 40;

    private final TestTenant tenant = new TestTenant();

    @BeforeEach
    void aProgramWithTwoAdvocates() {
        tenant.opensProgram();
    }

    @Test
    void anOlderRevisionThatComesLaterChangesNothing() {
        // When
        tenant.state("d2", TestTenant.bind("cnv_1", "cleo", "ada", 2));
        tenant.state("d1", TestTenant.bind("cnv_1", "cleo", null, 1));
        tenant.state("r2", TestTenant.reward(2, RewardChanged.Status.RELEASED));
        tenant.state("r1", TestTenant.reward(1, RewardChanged.Status.HELD));
        // Then: later records on every partition show that the older ones have been read
        for (var i = 0; i < MARKERS; i++) tenant.state("m" + i, TestTenant.bind("cnv_m" + i, "marker-" + i, "bea", 1));
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get("/spring/graph/bea").body("brought", contains(MARKERS)));
        tenant.get("/spring/graph/par_ada").body("brought", contains(1));
        tenant.get("/spring/funnel")
                .body("signups.attributed", equalTo(MARKERS + 1))
                .body("rewards.status", contains("released"))
                .body("rewards[0].amount[0].amount", equalTo(90));
    }

    @Test
    void aCorrectedBindMovesItsEdge() {
        // Given
        tenant.state("d1", TestTenant.bind("cnv_1", "cleo", "ada", 1));
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get("/spring/graph/par_ada").body("brought", contains(1)));
        // When
        tenant.state("d2", TestTenant.bind("cnv_1", "cleo", "bea", 2));
        // Then
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get("/spring/graph/bea").body("brought", contains(1)));
        tenant.get("/spring/graph/par_ada")
                .body("referrals", equalTo(List.of()))
                .body("truncated", equalTo(false));
        tenant.get("/spring/graph")
                .body("nodes", equalTo(3))
                .body("edges", equalTo(1))
                .body("depthHistogram", contains(2, 1));
    }

    @Test
    void whileABindIsBeingCorrectedTheEarlierSignUpIsTheEdge() {
        // When: a late, earlier sign-up of the same customer is decided before the other one's correction is heard
        tenant.state("d1", TestTenant.signUpDecided("cnv_1", "cleo", "ada", 1, TestTenant.MONDAY.plusSeconds(60)));
        tenant.state("d2", TestTenant.signUpDecided("cnv_2", "cleo", "bea", 1, TestTenant.MONDAY));
        // Then
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get("/spring/graph/bea").body("brought", contains(1)));
        tenant.get("/spring/graph/ada").body("brought", equalTo(List.of()));
        tenant.get("/spring/graph").body("edges", equalTo(1));
    }

    @Test
    void aBranchIsGivenToItsDepthAndSaysWhetherItGoesOn() {
        // Given
        tenant.state("d1", TestTenant.bind("cnv_1", "cleo", "ada", 1));
        tenant.state("d2", TestTenant.bind("cnv_2", "dan", "cleo", 1));
        tenant.state("d3", TestTenant.bind("cnv_3", "eve", "dan", 1));
        await().atMost(TestTenant.PATIENCE)
                .untilAsserted(() -> tenant.get("/spring/graph").body("maxDepth", equalTo(3)));
        // Then
        tenant.get("/spring/graph/par_ada?depth=2")
                .body("externalId", equalTo("ada"))
                .body("participantId", equalTo("par_ada"))
                .body("brought", contains(1, 1))
                .body("truncated", equalTo(true))
                .body("referrals.externalId", contains("cleo", "dan"))
                .body("referrals.advocateExternalId", contains("ada", "cleo"));
        tenant.get("/spring/graph/par_ada?depth=3").body("truncated", equalTo(false));
    }

    @Test
    void aFriendWhoNeverEnrolledIsAPersonOfTheGraphToo() {
        // When
        tenant.report(
                tenant.event("e1", 0, new SignUpRecorded("solo", null, Evidence.NONE, null, null, null, Context.NONE)));
        // Then
        tenant.awaitEvents(1);
        tenant.get("/spring/graph/solo").body("participantId", nullValue()).body("brought", equalTo(List.of()));
    }
}
