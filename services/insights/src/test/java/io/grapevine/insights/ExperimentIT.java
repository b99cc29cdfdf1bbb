package io.grapevine.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.Topic;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Rewards;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ExperimentIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String FROM_MONDAY = "{\"at\": \"2026-06-01T00:00:00Z\"}";
    private static final int ADVOCATES = 12;

    private final TestTenant tenant = new TestTenant();

    @BeforeEach
    void aProgramWithTwoAdvocates() {
        tenant.opensProgram();
    }

    @Test
    void fromAssignmentOverTheLogToResultsThatFollowCorrections() {
        // Given
        defined("copy", "share_to_signup", "").statusCode(200).body("state", equalTo("draft"));
        assigned("copy", "u0", null).body("running", equalTo(false)).body("variant", equalTo("A"));
        started("copy").statusCode(200).body("state", equalTo("running"));
        // When: everybody shares what they were assigned, each friend gets the advocate's, two advocates bring somebody
        var arms = new HashMap<String, Integer>();
        var variants = new HashMap<String, String>();
        for (var i = 0; i < ADVOCATES; i++) {
            enrol(i);
            var variant = assigned("copy", "u" + i, null).extract().<String>path("variant");
            arms.merge(variant, 1, Integer::sum);
            variants.put("u" + i, variant);
            share("s" + i, i, variant, i);
        }
        tenant.state("d1", brought("cnv_1", "fay", 0, 1));
        tenant.state("d2", brought("cnv_2", "kim", 1, 1));
        tenant.state("d3", brought("cnv_3", "lou", 1, 1));
        // Then
        var convertedWith = (int) List.of("u0", "u1").stream()
                .filter(advocate -> variants.get(advocate).equals("B"))
                .count();
        await().atMost(PATIENCE).untilAsserted(() -> {
            arm("copy", "A", arms.get("A"), 2 - convertedWith);
            arm("copy", "B", arms.get("B"), convertedWith);
        });
        for (var i = 0; i < ADVOCATES; i++)
            assigned("copy", "visitor-" + i, "CODE-" + i)
                    .body("variant", equalTo(variants.get("u" + i)))
                    .body("inheritedFrom", equalTo("u" + i));
        assigned("copy", "par_u3", null).body("variant", equalTo(variants.get("u3")));
        results()
                .body("experiments[0].recommendation.verdict", equalTo("keep_going"))
                .body("experiments[0].recommendation.sentence", containsString("more advocates are needed"))
                .body("experiments[0].sampleRatio.mismatch", equalTo(false))
                .body("experiments[0].comparisons", hasSize(1));
        // When: it is decided again that nobody brought fay
        tenant.state("d4", brought("cnv_1", "fay", -1, 2));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> results().body("experiments[0].arms.conversions.sum()", equalTo(1)));
        // When: it ends before the last two shared
        posted("copy/stop", "{\"at\": \"2026-06-01T00:00:10Z\"}")
                .statusCode(200)
                .body("stoppedBy", equalTo("person"));
        // Then
        results()
                .body("experiments[0].arms.exposures.sum()", equalTo(10))
                .body("experiments[0].recommendation.verdict", equalTo("undecided"));
        assigned("copy", "u0", null).body("running", equalTo(false));
        posted("copy/start", "{}").statusCode(409).body("code", equalTo("experiment_stopped"));
        defined("copy", "click_to_signup", "").statusCode(409).body("code", equalTo("experiment_stopped"));
    }

    @Test
    void clicksAndSignUpsAreThoseOfTheAdvocateSinceTheFirstShare() {
        // Given
        defined("clicks", "click_to_signup", "").statusCode(200);
        started("clicks").statusCode(200);
        enrol(0);
        enrol(1);
        // When: one click before the share, two after it, a robot's; more sign-ups by the code than clicks
        click("k0", 5, 0, TrafficLabel.HUMAN);
        share("s0", 0, "B", 10);
        share("s1", 0, "A", 11);
        click("k1", 12, 0, TrafficLabel.HUMAN);
        click("k2", 13, 0, TrafficLabel.HUMAN);
        click("k3", 14, 0, TrafficLabel.BOT);
        share("s2", 1, "other", 10);
        click("k4", 15, 1, TrafficLabel.HUMAN);
        for (var i = 0; i < 3; i++) tenant.state("d" + i, brought("cnv_" + i, "f" + i, 0, 1));
        // Then: the first share of the run counts, a share that says no arm takes no part
        await().atMost(PATIENCE).untilAsserted(() -> arm("clicks", "B", 2, 2));
        arm("clicks", "A", 0, 0);
        results().body("experiments[0].crossed", equalTo(1)).body("experiments[0].arms[1].advocates", equalTo(1));
    }

    @Test
    void friendsConvertByAnOrderThatIsKeptAndBringTheirMoney() {
        // Given
        defined("money", "signup_to_purchase", "").statusCode(200);
        started("money").statusCode(200);
        enrol(0);
        share("s0", 0, "A", 0);
        // When
        tenant.state("d1", brought("cnv_1", "fay", 0, 1));
        tenant.state("d2", brought("cnv_2", "kim", 0, 1));
        tenant.state("b1", bought("cnv_b1", "fay", 400));
        tenant.state("b2", bought("cnv_b2", "kim", 1_000));
        tenant.state(
                "r1",
                Rewards.reward("rew_1")
                        .is(RewardChanged.Status.RELEASED, 1)
                        .in("spring", 1)
                        .worth(RewardKind.CASH, 60, "EUR")
                        .at(TestTenant.MONDAY)
                        .build());
        // Then: kim's order went back as a whole, fay's in part
        await().atMost(PATIENCE).untilAsserted(() -> {
            arm("money", "A", 2, 1);
            results().body("experiments[0].arms[0].money[0].costMinor", equalTo(60));
        });
        results()
                .body("experiments[0].arms[0].money[0].revenueMinor", equalTo(600))
                .body("experiments[0].arms[0].money[0].currency", equalTo("EUR"));
    }

    @Test
    void whatStopsByItselfStopsOnceAndTells() {
        // Given: alike another that only tells
        defined("stops", "share_to_signup", ", \"autoStop\": true").statusCode(200);
        started("stops").statusCode(200);
        // When: twelve of the one variant and none of the other
        for (var i = 0; i < ADVOCATES; i++) {
            enrol(i);
            share("s" + i, i, "A", i);
        }
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> results()
                        .body("experiments[0].state", equalTo("stopped"))
                        .body("experiments[0].stoppedBy", equalTo("rule")));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts()).hasSize(1));
        assertThat(alerts().getFirst())
                .returns("spring", AlertRaised::recipient)
                .returns("experiment_stopped", AlertRaised::code);
        assertThat(alerts().getFirst().detail())
                .startsWith("Experiment stops of program spring was stopped by its rule: Stop: sample ratio mismatch.");
        results()
                .body("experiments[0].sampleRatio.mismatch", equalTo(true))
                .body("experiments[0].arms[0].rate", equalTo(null))
                .body("experiments[0].comparisons", hasSize(0));
        // When: the same again, which only tells
        defined("tells", "share_to_signup", ", \"variants\": [{\"name\": \"C\"}, {\"name\": \"D\"}]")
                .statusCode(200);
        started("tells").statusCode(200);
        for (var i = 0; i < ADVOCATES; i++) share("t" + i, i, "C", 60 + i);
        // Then: looked at every second, it is told once
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts()).hasSize(2));
        await().during(Duration.ofSeconds(4)).atMost(PATIENCE).until(() -> alerts().size() == 2);
        assertThat(alerts().getLast().code()).isEqualTo("experiment_result");
        results().body("experiments.find { it.key == 'tells' }.state", equalTo("running"));
    }

    @Test
    void whatWouldSpoilAnExperimentIsRefusedWithTheReason() {
        defined("one", "share_to_signup", "").statusCode(200);
        posted("one/stop", "{}").statusCode(409).body("code", equalTo("experiment_not_started"));
        defined("one", "share_to_signup", ", \"holdout\": 0.1").statusCode(200).body("holdout", equalTo(0.1f));
        posted("one/start", "{\"at\": \"2999-01-01T00:00:00Z\"}")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/at"));
        started("one").statusCode(200);
        started("one").statusCode(200);
        posted("one/start", "{\"at\": \"2026-06-02T00:00:00Z\"}")
                .statusCode(409)
                .body("code", equalTo("experiment_running"));
        defined("one", "share_to_signup", ", \"holdout\": 0.1, \"autoStop\": true, \"name\": \"Two words\"")
                .statusCode(200)
                .body("name", equalTo("Two words"));
        defined("one", "share_to_signup", ", \"holdout\": 0.2")
                .statusCode(409)
                .body("code", equalTo("experiment_running"))
                .body("detail", containsString("holdout"));
        defined("two", "click_to_signup", "").statusCode(200);
        started("two").statusCode(409).body("code", equalTo("variant_taken"));
        posted("one/stop", "{\"at\": \"2026-05-31T00:00:00Z\"}").statusCode(422);
        posted("one/stop", "{\"at\": \"2026-06-03T00:00:00Z\"}").statusCode(200);
        started("two").statusCode(409).body("code", equalTo("variant_taken"));
        posted("two/start", "{\"at\": \"2026-06-03T00:00:00Z\"}").statusCode(200);
        defined("three", "share_to_signup", ", \"programKey\": \"winter\"")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/programKey"));
        defined("not%20a%20key", "share_to_signup", "").statusCode(400);
        posted("none/start", "{}").statusCode(404);
        asked("/v1/experiments/none/assignment?unit=u1").statusCode(404);
        asked("/v1/experiments/one/assignment?unit=").statusCode(400);
        asked("/v1/experiments/one").statusCode(200).body("startedAt", notNullValue());
        asked("/v1/experiments/none").statusCode(404);
        asked("/v1/experiments?limit=1")
                .statusCode(200)
                .body("items.key", equalTo(List.of("one")))
                .body("next", equalTo("one"));
        asked("/v1/experiments?programKey=spring&cursor=one").body("items.key", equalTo(List.of("two")));
        asked("/v1/experiments?limit=0").statusCode(400);
        asked("/v1/insights/programs/winter/experiments").statusCode(404);
        asked("/v1/insights/programs/spring/experiments?from=x").statusCode(400);
        asked("/v1/insights/programs/spring/experiments?to=2026-06-02T00:00:00Z")
                .body("experiments.key", equalTo(List.of("one")));
        asked("/v1/insights/programs/spring/experiments?experiment=two").body("experiments", hasSize(1));
    }

    private void enrol(int number) {
        tenant.state(
                "par_u" + number,
                new ParticipantPublished("par_u" + number, "spring", "u" + number, "CODE-" + number, null, null, null));
    }

    private void share(String id, int advocate, String variant, long seconds) {
        tenant.report(tenant.event(
                id, seconds, new ShareRecorded(null, "CODE-" + advocate, "x", null, variant, null, Context.NONE)));
    }

    private void click(String id, long seconds, int advocate, TrafficLabel label) {
        tenant.report(tenant.event(
                id, seconds, TestTenant.click(id, ClickRecorded.Origin.HOST, null, "CODE-" + advocate, label)));
    }

    /** A second after Monday's first minute; of a negative number by nobody. */
    private static ConversionDecided brought(String id, String friend, int advocate, int revision) {
        var signUp = Decisions.signUp()
                .of(id)
                .revision(revision)
                .in("spring", 1)
                .by(friend)
                .at(TestTenant.MONDAY.plusSeconds(61));
        return advocate < 0
                ? signUp.unattributed(ConversionDecided.Outcome.UNATTRIBUTED, ConversionDecided.Reason.NO_TOUCH)
                        .build()
                : signUp.broughtBy("u" + advocate, "CODE-" + advocate).build();
    }

    private static ConversionDecided bought(String id, String friend, long refunded) {
        return Decisions.purchase()
                .of(id)
                .in("spring", 1)
                .by(friend)
                .amount(1_000, "EUR")
                .refunded(refunded)
                .broughtBy("u0", "CODE-0")
                .at(TestTenant.MONDAY.plusSeconds(62))
                .build();
    }

    private void arm(String experiment, String variant, int exposures, int conversions) {
        var arm = "experiments.find { it.key == '" + experiment + "' }.arms.find { it.variant == '" + variant + "' }.";
        results().body(arm + "exposures", equalTo(exposures)).body(arm + "conversions", equalTo(conversions));
    }

    private List<AlertRaised> alerts() {
        return TestLog.read(Topic.ALERTS, tenant.id(), AlertRaised.class);
    }

    private ValidatableResponse results() {
        return tenant.get("/spring/experiments");
    }

    private ValidatableResponse defined(String experiment, String metric, String more) {
        var usual =
                new HashMap<>(Map.of("programKey", "\"spring\"", "variants", "[{\"name\": \"A\"}, {\"name\": \"B\"}]"));
        usual.keySet().removeIf(field -> more.contains("\"" + field + "\""));
        var rest = new StringBuilder();
        usual.forEach((field, value) ->
                rest.append(", \"").append(field).append("\": ").append(value));
        return request()
                .body("{\"kind\": \"copy\", \"metric\": \"" + metric + "\"" + rest + more + "}")
                .put("/v1/experiments/" + experiment)
                .then();
    }

    private ValidatableResponse started(String experiment) {
        return posted(experiment + "/start", FROM_MONDAY);
    }

    private ValidatableResponse posted(String path, String body) {
        return request().body(body).post("/v1/experiments/" + path).then();
    }

    private ValidatableResponse assigned(String experiment, String unit, @Nullable String code) {
        return asked("/v1/experiments/" + experiment + "/assignment?unit=" + unit
                        + (code == null ? "" : "&code=" + code))
                .statusCode(200);
    }

    private ValidatableResponse asked(String path) {
        return request().get(path).then();
    }

    private RequestSpecification request() {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + tenant.secretKey())
                .contentType("application/json");
    }
}
