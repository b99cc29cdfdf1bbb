package io.grapevine.rewardissuing.reconcile.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.limited;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Budget;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RewardLimits;
import io.grapevine.events.RewardLimits.Cap;
import io.grapevine.events.RewardScale.Period;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.Role;
import io.grapevine.rewardissuing.reference.DrawnProgram;
import io.grapevine.rewardissuing.reference.ReferenceModel;
import io.grapevine.rewardissuing.reference.Seeds;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Caps, tiers, milestones, teams and budgets through the log and the database. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class LimitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONVERSIONS = 60;

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void aTenant() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
    }

    /** {@code make properties} asks for more. */
    static Stream<Long> seeds() {
        return Seeds.drawn().limit(Integer.getInteger("properties.services", 6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void factsInAnyOrderAndPiecesComeToWhatTheReferenceSays(long seed) {
        // Given
        var drawn = new DrawnProgram(seed);
        var revisions = drawn.revisions(CONVERSIONS);
        drawn.versions().forEach(this::published);
        // When
        var deliveries = new ArrayList<>(revisions);
        deliveries.addAll(revisions.subList(0, revisions.size() / 3));
        Collections.shuffle(deliveries, new Random(seed));
        deliveries.forEach(this::say);
        // Then
        var wanted = ReferenceModel.owed(DrawnProgram.latest(revisions), drawn.versions());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stated()).isEqualTo(wanted));
        verified();
    }

    @Test
    void aRefusedRewardSaysWhatItWouldHaveBeenAndIsGrantedWhenAnotherIsReversed() {
        // Given
        published(1, terms(limited(commission(), oncePer(Period.ALL))));
        decided(order(1));
        awaitStatus("o1", "released");
        // When
        decided(order(2));
        // Then
        awaitStatus("o2", "refused");
        assertThat(simulatedMinor("definition", Map.of()))
                .as("what ran is what is booked")
                .containsExactly(1_000L, 1_000L, 1_000L);
        var withoutCap =
                List.of(Map.of("id", "commission", "on", "purchase", "to", "advocate", "give", Map.of("percent", 10)));
        assertThat(simulatedMinor("rewards", withoutCap)).containsExactly(1_000L, 2_000L, 1_000L);
        var refused = reward("o2");
        assertThat(refused.getString("reason")).isEqualTo("cap_reached");
        assertThat(refused.getLong("reckoning.wanted.amount")).isEqualTo(1_000);
        assertThat(refused.getString("reckoning.cutBy")).isEqualTo("cap_reached");
        // When
        decided(order(1).revision(2).refunded(10_000));
        // Then
        awaitStatus("o2", "released");
        awaitStatus("o1", "clawed_back");
        verified();
    }

    @Test
    void aRewardThatAPersonRejectedTakesNoPlace() {
        // Given
        published(1, terms(limited(commission(), oncePer(Period.ALL))));
        decided(order(1));
        awaitStatus("o1", "released");
        decided(order(2));
        awaitStatus("o2", "refused");
        // When
        post("/v1/rewards/" + reward("o1").getString("id") + "/reject");
        // Then
        awaitStatus("o2", "released");
        awaitStatus("o1", "refused");
        verified();
    }

    @Test
    void aCapThatComesWithALaterVersionCountsWhatWasEarnedBefore() {
        // Given
        published(1, terms(commission()));
        decided(order(1));
        awaitStatus("o1", "released");
        // When
        published(2, terms(limited(commission(), oncePer(Period.ALL))));
        decided(order(2).in("demo", 2));
        // Then
        awaitStatus("o2", "refused");
        awaitStatus("o1", "released");
    }

    @Test
    void aBudgetIsNeverOverspentAndWhatIsFreedIsGrantedToWhoWaited() {
        // Given
        published(1, budgeted(1_500));
        for (var number = 1; number <= 4; number++) decided(order(number));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(rewards()).hasSize(4);
            assertThat(owed().values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(1_500);
        });
        // When
        var full = owed().entrySet().stream()
                .filter(owed -> owed.getValue() == 1_000)
                .findFirst()
                .orElseThrow()
                .getKey();
        var number = Integer.parseInt(full.substring("cnv_".length(), full.indexOf('/')));
        decided(order(number).revision(2).refunded(10_000));
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(owed().values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(1_500);
            assertThat(owed()).doesNotContainKey(full);
        });
        // When
        published(2, budgeted(10_000));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(owed().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(3_000));
        verified();
    }

    /** Before, after, booked. */
    private List<Long> simulatedMinor(String what, Object definition) {
        var answer = RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body(Map.of("from", "2020-01-01T00:00:00Z", "to", "2030-01-01T00:00:00Z", what, definition))
                .post("/v1/programs/demo/simulate")
                .jsonPath();
        return Stream.of("before.amountMinor", "after.amountMinor", "bookedMinor")
                .map(field -> answer.getLong("totals[0]." + field))
                .toList();
    }

    private static Terms budgeted(long minor) {
        var plain = terms(commission());
        return new Terms(
                plain.name(),
                plain.destination(),
                plain.attribution(),
                plain.eligibility(),
                plain.rewards(),
                null,
                null,
                null,
                new Budget(new Money(minor, "EUR"), Budget.WhenExhausted.PAUSE));
    }

    private static RewardLimits oncePer(Period period) {
        return new RewardLimits(List.of(new Cap(Role.ADVOCATE, 1, null, period)), null);
    }

    private static Decisions order(int number) {
        return purchase()
                .of("cnv_" + number)
                .event("p" + number)
                .order("o" + number)
                .by("friend-" + number)
                .at(Decisions.MONDAY.plusSeconds(number));
    }

    private void awaitStatus(String orderId, String status) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var items = get("/v1/rewards?orderId=" + orderId).getList("items.status");
            assertThat(items).as(orderId).hasSize(1).containsExactly(status);
        });
    }

    private JsonPath reward(String orderId) {
        var id = get("/v1/rewards?orderId=" + orderId).getString("items[0].id");
        return get("/v1/rewards/" + id);
    }

    /** What every reward is owed; reversed, refused and withdrawn ones are nothing. */
    private Map<String, Long> owed() {
        return stated().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        reward -> Long.parseLong(reward.getValue().split(" ")[0])));
    }

    /** The same in the words of the reference. */
    private Map<String, String> stated() {
        var stated = new TreeMap<String, String>();
        for (var reward : rewards()) {
            var amount = (Map<?, ?>) reward.get("amount");
            var beneficiary = (Map<?, ?>) reward.get("beneficiary");
            if (((Number) amount.get("amount")).longValue() != 0)
                stated.put(
                        reward.get("conversionId") + "/" + reward.get("ruleId") + "/" + beneficiary.get("externalId"),
                        amount.get("amount") + " " + amount.get("currency") + " " + reward.get("status"));
        }
        return stated;
    }

    private List<Map<String, Object>> rewards() {
        var rewards = new ArrayList<Map<String, Object>>();
        String next = null;
        do {
            var page = get("/v1/rewards?limit=500" + (next == null ? "" : "&cursor=" + next));
            rewards.addAll(page.<Map<String, Object>>getList("items"));
            next = page.getString("next");
        } while (next != null);
        return rewards;
    }

    private void verified() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var proof = get("/v1/ledger/verify");
            assertThat(proof.getBoolean("ok")).as(proof.prettify()).isTrue();
            assertThat(proof.getLong("unsealed")).isZero();
        });
    }

    private JsonPath get(String path) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .get(path)
                .jsonPath();
    }

    private void post(String path) {
        RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .post(path)
                .then()
                .statusCode(200);
    }

    private void published(int version, Terms program) {
        say(new ProgramPublished("prg_1", "demo", version, null, program));
    }

    private void decided(Decisions decision) {
        say(decision.build());
    }

    private void say(@Nullable EventData data) {
        TestLog.append(Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data));
    }
}
