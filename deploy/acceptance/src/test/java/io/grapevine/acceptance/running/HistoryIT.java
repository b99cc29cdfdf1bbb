package io.grapevine.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.replay.Play;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** History decided again from HTTP to the ledger: asked, priced, applied, and the same from then on for what comes late. */
@ExtendWith(AssembledSystem.class)
class HistoryIT {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String REPLAYS = "/v1/attribution/replays";

    private static final List<Fact> FACTS = List.of(
            new Fact.Share("share-anna", AT.minusSeconds(86_400), "ANNA", "anna", "link", "A"),
            new Fact.Share("share-ben", AT.minusSeconds(86_400), "BEN", "ben", "link", "A"),
            new Fact.Click("click-1", AT, "ANNA", "visitor-1"),
            new Fact.Click("click-2", AT.plusSeconds(60), "BEN", "visitor-1"),
            new Fact.SignUp("signup-1", AT.plusSeconds(120), "bea", "visitor-1", null),
            new Fact.Purchase("buy-1", AT.plusSeconds(180), "order-1", "bea", 10_000, "USD"),
            new Fact.Purchase("buy-2", AT.plusSeconds(240), "order-2", "bea", 5_000, "USD"),
            new Fact.Refund("refund-1", AT.plusSeconds(300), "refund-1", "order-2", 1_000));

    @Test
    void aPeriodIsDecidedByAnotherModelAndTheMoneyFollows(RunningSystem system) {
        // Given: ben brought bea, and was paid for the first order
        var api = Tenants.play(system).prepare("history", FACTS, null);
        assertThat(Tenants.send(api, FACTS).isSuccess()).isTrue();
        assertThat(Tenants.settle(api, FACTS).remark()).isEqualTo("settled");
        assertThat(owed(api, "ben")).isEqualTo(1_400);
        var commission = reward(api, "order-1", "ben");
        assertThat(api.post("/v1/rewards/" + commission.path("id").asText() + "/fulfil", empty())
                        .orThrow()
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("fulfilled");
        // Then: what ran costs what the books say
        var cost = simulate(api, empty());
        assertThat(cost.path("before")).isEqualTo(cost.path("after"));
        assertThat(cost.path("before").path("amountMinor").asLong())
                .isEqualTo(cost.path("bookedMinor").asLong())
                .isEqualTo(1_400 + 500);
        // When
        var same = completed(api, ask(api, version()));
        assertThat(same.path("changed").asLong()).isZero();
        var other = completed(api, ask(api, firstTouch()));
        // Then
        assertThat(other.path("changed").asLong()).isEqualTo(3);
        var id = other.path("id").asText();
        await().atMost(Tenants.PATIENCE)
                .untilAsserted(() -> assertThat(api.get("/v1/rewards/replays/" + id)
                                .json()
                                .path("state")
                                .asText())
                        .isEqualTo("complete"));
        var differences = api.list("/v1/rewards/replays/" + id + "/differences");
        assertThat(minorOf(differences, "ben", "wasMinor")).isEqualTo(1_400);
        assertThat(minorOf(differences, "anna", "wouldBeMinor")).isEqualTo(1_400);
        assertThat(owed(api, "ben")).isEqualTo(400);
        // When
        apply(api, id);
        // Then: what was paid is owed back, nothing is lost, nothing is doubled
        await().atMost(Tenants.PATIENCE).untilAsserted(() -> {
            assertThat(owed(api, "anna")).isEqualTo(1_400);
            assertThat(owed(api, "ben")).isEqualTo(-1_000);
        });
        assertThat(simulate(api, empty()).path("bookedMinor").asLong()).isEqualTo(1_400 + 500);
        // When: again, and then late facts of the period
        var revisions = revisions(api);
        apply(api, id);
        assertThat(revisions(api)).isEqualTo(revisions);
        List<Fact> late = List.of(
                new Fact.Click("click-3", AT.plusSeconds(400), "ANNA", "visitor-2"),
                new Fact.Click("click-4", AT.plusSeconds(401), "BEN", "visitor-2"),
                new Fact.SignUp("signup-2", AT.plusSeconds(402), "cleo", "visitor-2", null),
                new Fact.Purchase("buy-3", AT.plusSeconds(403), "order-3", "cleo", 1_000, "USD"));
        assertThat(Tenants.send(api, late).isSuccess()).isTrue();
        // Then
        await().atMost(Tenants.PATIENCE)
                .untilAsserted(() -> assertThat(owed(api, "anna")).isEqualTo(1_500));
        assertThat(api.get("/v1/ledger/verify").orThrow().json().path("ok").asBoolean())
                .isTrue();
    }

    private static void apply(Api api, String id) {
        assertThat(api.post(REPLAYS + "/" + id + "/apply", empty()).status()).isEqualTo(202);
        await().atMost(Tenants.PATIENCE)
                .untilAsserted(() -> assertThat(state(api, id)).isEqualTo("applied"));
    }

    private static JsonNode completed(Api api, String id) {
        await().atMost(Tenants.PATIENCE)
                .untilAsserted(() -> assertThat(state(api, id)).isEqualTo("completed"));
        return api.get(REPLAYS + "/" + id).orThrow().json();
    }

    private static String state(Api api, String id) {
        return api.get(REPLAYS + "/" + id).orThrow().json().path("state").asText();
    }

    private static String ask(Api api, JsonNode definition) {
        var body = period().put("programKey", Play.PROGRAM_KEY);
        body.set("definition", definition);
        return api.post(REPLAYS, body).orThrow().json().path("id").asText();
    }

    private static JsonNode simulate(Api api, JsonNode definition) {
        var body = period();
        body.set("definition", definition);
        return api.post("/v1/programs/" + Play.PROGRAM_KEY + "/simulate", body)
                .orThrow()
                .json()
                .path("totals")
                .path(0);
    }

    private static ObjectNode period() {
        return empty().put("from", AT.toString())
                .put("to", AT.plusSeconds(86_400).toString());
    }

    private static ObjectNode version() {
        return empty().put("version", 1);
    }

    private static ObjectNode firstTouch() {
        var definition = empty();
        definition.putObject("attribution").put("model", "first_touch");
        return definition;
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode reward(Api api, String order, String person) {
        return api.list("/v1/rewards?orderId=" + order).stream()
                .filter(reward ->
                        reward.path("beneficiary").path("externalId").asText().equals(person))
                .findFirst()
                .orElseThrow();
    }

    private static long owed(Api api, String person) {
        return api.get("/v1/balances/" + person)
                .json()
                .path("balances")
                .path(0)
                .path("amount")
                .asLong();
    }

    private static long minorOf(List<JsonNode> differences, String person, String side) {
        return differences.stream()
                .filter(difference -> difference.path("externalId").asText().equals(person))
                .mapToLong(difference -> difference.path(side).asLong())
                .sum();
    }

    private static Map<String, Integer> revisions(Api api) {
        return api.list("/v1/conversions").stream()
                .collect(Collectors.toMap(
                        found -> found.path("id").asText(),
                        found -> found.path("revision").asInt(),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
