package io.grapevine.rewardissuing.reconcile.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.rewardissuing.owed.Programs.thanks;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.ReplayCompleted;
import io.grapevine.events.ReplayDecided;
import io.grapevine.events.Terms;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What really ran costs what the books say; what would have run, what it would have cost. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class SimulationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant TO = MONDAY.plus(Duration.ofDays(30));
    private static final Terms TERMS =
            terms(commission(), thanks(), percent("second", Terms.Role.UPLINE, 2, "3", null));

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void ordersAndWhatCameBackOfThem() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        say(new ProgramPublished("prg_1", "demo", 1, null, TERMS));
        say(order(1).upline(2, "eve").build());
        say(order(1).upline(2, "eve").revision(2).refunded(3_333).build());
        say(order(2).build());
        say(order(3).by("carol").build());
        say(order(3).by("carol").revision(2).refunded(10_000).build());
        say(order(4).by("dora").build());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/v1/balances/ada").getLong("balances[0].amount"))
                        .isEqualTo(667 + 1_000 + 1_000));
    }

    @Test
    void theDefinitionThatRanReproducesTheLedgerToTheCent() {
        // Given: paid out, and refused by a person
        var ofDora = get("/v1/rewards?orderId=o4").getList("items", Map.class);
        var commission = ofDora.stream()
                .filter(reward -> reward.get("ruleId").equals("commission"))
                .findFirst()
                .orElseThrow();
        assertThat(post("/v1/rewards/" + commission.get("id") + "/reject", Map.of())
                        .getString("status"))
                .isEqualTo("refused");
        var ofBob = get("/v1/rewards?orderId=o2").getString("items[0].id");
        assertThat(post("/v1/rewards/" + ofBob + "/fulfil", Map.of()).getString("status"))
                .isEqualTo("fulfilled");
        // When
        var same = simulate(Map.of("definition", Map.of()));
        // Then
        var booked = get("/v1/ledger/entries?account=expense:demo").getList("items.amount.amount", Long.class).stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(booked).isEqualTo(667 + 200 + 500 + 1_000 + 500);
        for (var field : List.of("before.amountMinor", "after.amountMinor", "bookedMinor"))
            assertThat(same.getLong("totals.find { it.currency == 'EUR' }." + field))
                    .as(field)
                    .isEqualTo(booked);
        assertThat(same.getLong("conversions")).isEqualTo(4);
        assertThat(same.getLong("rules.find { it.ruleId == 'second' }.before.amountMinor"))
                .isEqualTo(200);
        // When
        var other = simulate(Map.of(
                "rewards",
                List.of(Map.of(
                        "id", "commission", "on", "purchase", "to", "advocate", "give", Map.of("percent", 20)))));
        // Then
        assertThat(other.getLong("totals[0].before.amountMinor")).isEqualTo(booked);
        assertThat(other.getLong("totals[0].after.amountMinor")).isEqualTo(1_333 + 2_000);
        assertThat(other.getLong("roles.find { it.role == 'friend' }.differenceMinor"))
                .isEqualTo(-1_000);
    }

    @Test
    void whatAReplayFoundCostsAndOwesNobodyAnythingUntilItIsApplied() {
        // Given
        var fifth = terms(percent("commission", Terms.Role.ADVOCATE, 1, "5", null));
        say(new ReplayDecided("rpl_1", 1, order(2).broughtBy("ben").build().restatedBy("rpl_1")));
        say(new ReplayCompleted("rpl_1", "demo", MONDAY, TO, List.of(new ReplayCompleted.Restated(1, fifth)), 1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/v1/rewards/replays/rpl_1").getString("state"))
                        .isEqualTo("complete"));
        // When
        var costs = get("/v1/rewards/replays/rpl_1");
        var differences = get("/v1/rewards/replays/rpl_1/differences");
        // Then
        assertThat(costs.getLong("totals[0].before.amountMinor")).isEqualTo(667 + 200 + 500 + 1_000 + 1_000 + 500);
        assertThat(costs.getLong("totals[0].after.amountMinor")).isEqualTo(333 + 500 + 500);
        assertThat(differences.getList("items.findAll { it.orderId == 'o2' }.externalId"))
                .containsExactlyInAnyOrder("ada", "ben");
        assertThat(differences.getString("items.find { it.externalId == 'ben' }.because"))
                .isEqualTo("decided_otherwise");
        assertThat(differences.getString("items.find { it.orderId == 'o4' && it.ruleId == 'thanks' }.because"))
                .isEqualTo("other_rewards");
        assertThat(get("/v1/balances/ada").getLong("balances[0].amount")).isEqualTo(2_667);
        // When: it is applied, and a decision comes before its terms
        say(order(2).revision(2).broughtBy("ben").build().restatedBy("rpl_1"));
        say(order(4).by("dora").revision(2).build().restatedBy("rpl_2"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/v1/balances/ben").getLong("balances[0].amount"))
                        .isEqualTo(500));
        say(new ReplayCompleted(
                "rpl_2",
                "demo",
                MONDAY,
                TO,
                List.of(new ReplayCompleted.Restated(
                        1, terms(percent("commission", Terms.Role.ADVOCATE, 1, "1", null)))),
                0));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/v1/balances/ada").getLong("balances[0].amount"))
                        .isEqualTo(667 + 100));
    }

    @Test
    void whatCannotBeSimulatedIsRefused() {
        assertThat(post("/v1/programs/none/simulate", body(Map.of("definition", Map.of())))
                        .getInt("status"))
                .isEqualTo(404);
        assertThat(simulate(Map.of("definition", Map.of("attribution", Map.of("model", "first_touch"))))
                        .getList("errors.pointer"))
                .containsExactly("/definition/attribution");
        assertThat(simulate(Map.of()).getList("errors.pointer")).containsExactly("/rewards");
        assertThat(get("/v1/rewards/replays/rpl_none").getInt("status")).isEqualTo(404);
        assertThat(get("/v1/rewards/replays/rpl_none/differences").getInt("status"))
                .isEqualTo(404);
    }

    private static Decisions order(int number) {
        return purchase()
                .of("cnv_" + number)
                .order("o" + number)
                .event("p" + number)
                .at(MONDAY.plus(Duration.ofHours(number)));
    }

    private JsonPath simulate(Map<String, Object> what) {
        return post("/v1/programs/demo/simulate", body(what));
    }

    private static Map<String, Object> body(Map<String, Object> what) {
        var body = new HashMap<>(what);
        body.put("from", MONDAY.toString());
        body.put("to", TO.toString());
        return body;
    }

    private JsonPath get(String path) {
        return request().get(path).jsonPath();
    }

    private JsonPath post(String path, Map<String, Object> body) {
        return request().contentType("application/json").body(body).post(path).jsonPath();
    }

    private RequestSpecification request() {
        return RestAssured.given().header("Authorization", "Bearer " + key);
    }

    private void say(EventData data) {
        TestLog.append(Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data));
    }
}
