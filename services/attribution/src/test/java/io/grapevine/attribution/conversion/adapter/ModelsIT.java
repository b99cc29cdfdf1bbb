package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.Terms;
import io.grapevine.events.Topic;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ModelsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final Facts facts = new Facts(tenant);
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void aProgramWithASingleWinner() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        var terms = new Terms(
                "Spring",
                "https://shop.example/",
                new AttributionTerms(
                        AttributionTerms.Model.LAST_TOUCH,
                        new AttributionTerms.Lookback(Duration.ofDays(30), AttributionTerms.Edge.EXCLUSIVE),
                        null,
                        AttributionTerms.Binding.LIFETIME),
                new Terms.Eligibility(null, List.of()),
                List.of());
        facts.publish(
                new ProgramPublished("prg_1", "spring", 1, null, terms),
                Facts.link("ALICE", "alice"),
                Facts.link("BOB", "bob"));
    }

    @Test
    void journeysOfThePeriodAreCountedByEveryModelWhateverTheProgramDecidesBy() {
        // Given
        TestLog.append(
                facts.click("c1", "phone", "ALICE", "email", 1),
                facts.click("c2", "laptop", "BOB", null, 2),
                facts.signUp("s1", "dave", "laptop", 3),
                facts.identify("i1", "phone", "dave", 4),
                facts.purchase("p1", "o1", "dave", 1_000, 5), // email, referral
                facts.refund("r1", "f1", "o1", 100, 6),
                facts.click("c3", "v3", "ALICE", null, 1),
                facts.signUp("s3", "erin", "v3", 2),
                facts.purchase("p3", "o3", "erin", 500, 5), // referral
                facts.purchase("p4", "o4", "stranger", 70, 5), // no touch at all
                facts.click("c5", "v5", "BOB", "email", 5), // lost
                facts.click("c6", "v6", "BOB", "email", 9), // lost after the period
                facts.purchase("p7", "o7", "erin", 9_999, 9)); // after the period
        awaitOrders("o1", "o3", "o4", "o7");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(models("").getInt("journeys.lost")).isEqualTo(2));
        // When
        var shown = models("?from=2026-06-01T00:00:00Z&to=2026-06-09T00:00:00Z");
        // Then
        assertThat(shown.getMap("journeys")).isEqualTo(Map.of("converted", 3, "unattributed", 1, "lost", 1));
        assertThat(shown.getInt("total[0].amount")).isEqualTo(900 + 500 + 70);
        assertThat(shown.getInt("unattributed[0].amount")).isEqualTo(70);
        assertThat(shown.getList("models.model")).hasSize(12);
        assertThat(value(shown, "first_touch", "email")).isEqualTo(900);
        assertThat(value(shown, "first_touch", "referral")).isEqualTo(500);
        assertThat(value(shown, "last_touch", "email")).isZero();
        assertThat(value(shown, "last_touch", "referral")).isEqualTo(1_400);
        assertThat(value(shown, "linear", "email")).isEqualTo(450);
        assertThat(value(shown, "shapley", "referral")).isEqualTo(950);
        // Two of three journeys end well: one by referral alone, one by e-mail and then referral
        assertThat(shown.getDouble(channel("markov", "referral") + ".removalEffect"))
                .isEqualTo(1.0);
        assertThat(value(shown, "markov", "email") + value(shown, "markov", "referral"))
                .isEqualTo(1_400);
        assertThat(models("?kind=signup").getMap("journeys"))
                .isEqualTo(Map.of("converted", 2, "unattributed", 0, "lost", 2));
    }

    @Test
    void morePagesThanOneAreCountedOnce() {
        // Given
        var clicks = IntStream.range(0, 1_100)
                .mapToObj(i -> facts.click("c" + i, "v" + i, "ALICE", "email", 1))
                .toArray(Event<?>[]::new);
        var orders = IntStream.range(0, 1_100)
                .mapToObj(i -> facts.guest("p" + i, "o" + i, i < 600 ? "v" + i : "w" + i, 100, 2))
                .toArray(Event<?>[]::new);
        // When
        TestLog.append(clicks);
        TestLog.append(orders);
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(models("").getMap("journeys"))
                        .isEqualTo(Map.of("converted", 1_100, "unattributed", 500, "lost", 500)));
        assertThat(value(models(""), "w_shaped", "email")).isEqualTo(60_000);
    }

    @Test
    void whatCannotBeAnsweredIsRefusedWithItsCode() {
        await().atMost(PATIENCE).until(() -> get("spring", "").statusCode() == 200);
        assertThat(models("").getMap("journeys")).isEqualTo(Map.of("converted", 0, "unattributed", 0, "lost", 0));
        assertThat(get("autumn", "").statusCode()).isEqualTo(404);
        for (var query :
                List.of("?from=2026-06-01", "?kind=gift", "?from=2026-06-02T00:00:00Z&to=2026-06-02T00:00:00Z")) {
            assertThat(get("spring", query).statusCode()).as(query).isEqualTo(400);
            assertThat(get("spring", query).jsonPath().getString("code")).isEqualTo("invalid_parameter");
        }
    }

    private static String channel(String model, String channel) {
        return "models.find { it.model == '" + model + "' }.channels.find { it.channel == '" + channel + "' }";
    }

    private static int value(JsonPath report, String model, String channel) {
        return report.getInt(channel(model, channel) + ".values[0].amount");
    }

    private JsonPath models(String query) {
        var answer = get("spring", query);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private Response get(String program, String query) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .get("/v1/attribution/programs/" + program + "/models" + query);
    }

    private void awaitOrders(String... orders) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TestLog.read(Topic.ATTRIBUTIONS, tenant, ConversionDecided.class))
                        .extracting(ConversionDecided::orderId)
                        .contains(orders));
        await().atMost(PATIENCE)
                .until(() -> TestLog.read(Topic.ATTRIBUTIONS, tenant, ConversionDecided.class).stream()
                        .anyMatch(decided -> decided.refundedMinor() == 100));
        await().atMost(PATIENCE).until(() -> get("spring", "").statusCode() == 200);
    }
}
