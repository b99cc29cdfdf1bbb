package io.grapevine.rewardissuing.reconcile.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.Terms;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class SharedRewardIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void aProgramWhoseAdvocatesShareCredit() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        var terms = new Terms(
                "Demo",
                "https://shop.example/",
                new AttributionTerms(
                        AttributionTerms.Model.LINEAR,
                        new AttributionTerms.Lookback(Duration.ofDays(30), AttributionTerms.Edge.INCLUSIVE),
                        null,
                        AttributionTerms.Binding.PER_ORDER,
                        AttributionTerms.Credit.MULTI_TOUCH,
                        null,
                        null),
                new Terms.Eligibility(null, List.of()),
                List.of(commission(), percent("second", Terms.Role.UPLINE, 2, "3", null)));
        say(new ProgramPublished("prg_1", "demo", 1, null, terms));
    }

    @Test
    void advocatesAreOwedTheirSharesARefundReducesAllAndAFullOneLeavesEveryAccountAtZero() {
        // Given
        var shares = new LinkedHashMap<String, Double>();
        shares.put("ada", 2 / 3.0);
        shares.put("ben", 1 / 3.0);
        // When, Then
        decided(purchase().sharedBy(shares).upline(2, "eve", 2 / 3.0));
        awaitOwed(Map.of("ada", 667L, "ben", 333L, "eve", 200L));
        decided(purchase().revision(2).refunded(5_000).sharedBy(shares).upline(2, "eve", 2 / 3.0));
        awaitOwed(Map.of("ada", 333L, "ben", 167L, "eve", 100L));
        decided(purchase().revision(3).refunded(10_000).sharedBy(shares).upline(2, "eve", 2 / 3.0));
        awaitOwed(Map.of("ada", 0L, "ben", 0L, "eve", 0L));
        verified();
        for (var account : List.of("payable:ada", "payable:ben", "payable:eve", "expense:demo"))
            assertThat(get("/v1/ledger/entries?account=" + account)
                            .jsonPath()
                            .getList("items.amount.amount", Long.class)
                            .stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .as(account)
                    .isZero();
    }

    @Test
    void aLateTouchMovesSharesFromOneAdvocateToAnother() {
        decided(purchase());
        awaitOwed(Map.of("ada", 1_000L));
        decided(purchase().revision(2).sharedBy(Map.of("ben", 1.0)));
        awaitOwed(Map.of("ada", 0L, "ben", 1_000L));
        decided(purchase().revision(3).sharedBy(Map.of("ada", 0.5, "ben", 0.5)));
        awaitOwed(Map.of("ada", 500L, "ben", 500L));
        assertThat(get("/v1/rewards?orderId=o1").jsonPath().getList("items")).hasSize(2);
        verified();
    }

    private void awaitOwed(Map<String, Long> people) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> people.forEach(
                        (person, minor) -> assertThat(owed(person)).as(person).isEqualTo(minor)));
    }

    private long owed(String person) {
        var answer = get("/v1/balances/" + person);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonPath balances = answer.jsonPath();
        return balances.getLong("balances.find { it.currency == 'EUR' }.amount");
    }

    private void verified() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var proof = get("/v1/ledger/verify").jsonPath();
            assertThat(proof.getBoolean("ok")).as(proof.prettify()).isTrue();
            assertThat(proof.getLong("sums.EUR")).isZero();
            assertThat(proof.getLong("unsealed")).isZero();
        });
    }

    private Response get(String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).get(path);
    }

    private void decided(Decisions decision) {
        say(decision.build());
    }

    private void say(EventData data) {
        TestLog.append(Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data));
    }
}
