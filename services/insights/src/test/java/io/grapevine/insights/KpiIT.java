package io.grapevine.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.Evidence;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.Topic;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Purchases;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class KpiIT {

    private static final String MONDAY = "from=2026-06-01T00:00:00Z&to=2026-06-02T00:00:00Z";

    /** Goals are looked at one after the other, those of the other tests among them. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final TestTenant tenant = new TestTenant();

    @BeforeEach
    void aProgramWithTwoAdvocates() {
        tenant.opensProgram();
    }

    @Test
    void figuresComeWithWhatTheyMean() {
        // When: two clicks, one friend of ada's and one customer of nobody's, who buys more
        tenant.report(
                tenant.event("e1", 0, click("e1")),
                tenant.event("e2", 1, click("e2")),
                tenant.event("g1", 2, signUp("fay")),
                tenant.event("g2", 3, signUp("cleo")),
                tenant.event(
                        "b1",
                        4,
                        Purchases.order("o1").by("fay").amount(1_000, "EUR").build()),
                tenant.event("b2", 5, TestTenant.purchase("o2", 4_000)));
        tenant.state("c1", TestTenant.bind("cnv_s1", "fay", "ada", 1));
        tenant.state(
                "c2",
                Decisions.purchase()
                        .of("cnv_1")
                        .in("spring", 1)
                        .by("fay")
                        .amount(1_000, "EUR")
                        .broughtBy("ada", "ADA")
                        .at(TestTenant.MONDAY)
                        .build());
        tenant.state("r1", TestTenant.reward(1, RewardChanged.Status.RELEASED));
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            kpis().body("kpis.find { it.kpi == 'referrals' }.actual", equalTo(1));
            kpis().body("kpis.find { it.kpi == 'roi' }.actual", equalTo(10.111111f));
        });
        kpis().body("kpis.find { it.kpi == 'click_to_signup' }.actual", equalTo(0.5f))
                .body("kpis.find { it.kpi == 'click_to_signup' }.unit", equalTo("ratio"))
                .body("kpis.find { it.kpi == 'referral_share' }.actual", equalTo(0.5f))
                .body("kpis.find { it.kpi == 'revenue' }.actual", equalTo(1_000))
                .body("kpis.find { it.kpi == 'revenue' }.currency", equalTo("EUR"))
                .body("kpis.find { it.kpi == 'cac' }.actual", equalTo(90.0f))
                .body("kpis.find { it.kpi == 'ltv_lift' }.actual", equalTo(0.25f))
                .body("kpis.find { it.kpi == 'repeat_other' }.actual", equalTo(0.0f))
                .body("kpis.find { it.kpi == 'payout_delay' }.actual", equalTo(null));
    }

    @Test
    void aGoalThatIsCrossedIsToldOnceEachTime() {
        // Given
        goal("referrals", "{\"target\": 1, \"bound\": \"at_least\"}")
                .statusCode(200)
                .body("window", equalTo("30d"));
        // Then: it is missed at first
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts()).containsExactly("goal_missed"));
        // When
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        tenant.state("c1", TestTenant.signUpDecided("cnv_s1", "fay", "ada", 1, now.minusSeconds(60)));
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts()).containsExactly("goal_missed", "goal_met"));
        // When: looked at every second meanwhile, it crosses again only by the revision
        tenant.state("c2", TestTenant.signUpDecided("cnv_s1", "fay", null, 2, now.minusSeconds(60)));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(alerts()).containsExactly("goal_missed", "goal_met", "goal_missed"));
        assertThat(TestLog.read(Topic.ALERTS, tenant.id(), AlertRaised.class).getFirst())
                .returns("spring", AlertRaised::recipient)
                .returns(
                        "referrals of program spring is 0 over 30 days, outside its target of at least 1.",
                        AlertRaised::detail);
    }

    @Test
    void aGoalIsReplacedShownAndTakenBack() {
        goal("cac", "{\"target\": 300, \"bound\": \"at_most\", \"currency\": \"EUR\"}")
                .statusCode(200);
        goal("cac", "{\"target\": 250, \"bound\": \"at_most\", \"currency\": \"EUR\"}")
                .statusCode(200);
        kpis().body("kpis.find { it.kpi == 'cac' }.goal.target", equalTo(250));
        RestAssured.given()
                .header("Authorization", "Bearer " + tenant.secretKey())
                .delete("/v1/insights/programs/spring/kpis/cac/goal?currency=EUR")
                .then()
                .statusCode(204);
        kpis().body("kpis.find { it.kpi == 'cac' }", equalTo(null));
    }

    @Test
    void whatIsNoGoalIsRefused() {
        goal("cac", "{\"target\": 300}")
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/bound", "/currency")));
        goal("moon", "{}").statusCode(404);
        TestTenant.ask("/winter/kpis", tenant.secretKey()).statusCode(404);
        TestTenant.ask("/spring/kpis?from=2999-01-01T00:00:00Z", tenant.secretKey())
                .statusCode(400);
    }

    private List<String> alerts() {
        return TestLog.read(Topic.ALERTS, tenant.id(), AlertRaised.class).stream()
                .map(AlertRaised::code)
                .toList();
    }

    private ValidatableResponse kpis() {
        return tenant.get("/spring/kpis?" + MONDAY).body("programKey", equalTo("spring"));
    }

    private ValidatableResponse goal(String kpi, String body) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + tenant.secretKey())
                .contentType("application/json")
                .body(body)
                .put("/v1/insights/programs/spring/kpis/" + kpi + "/goal")
                .then();
    }

    private static ClickRecorded click(String touch) {
        return TestTenant.click(touch, ClickRecorded.Origin.HOST, null, "ADA", TrafficLabel.HUMAN);
    }

    private static SignUpRecorded signUp(String customer) {
        return new SignUpRecorded(customer, null, Evidence.NONE, null, null, null, Context.NONE);
    }
}
