package io.grapevine.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.log.LogGenerator;
import io.grapevine.acceptance.log.LogShape;
import io.grapevine.acceptance.reference.Policy;
import io.grapevine.acceptance.reference.Reference;
import io.grapevine.acceptance.replay.Play;
import io.grapevine.acceptance.replay.WireEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One event in a hundred is wrong, each in its own way; each is told so, and the rest is taken and decided as if it had come alone. */
@ExtendWith(AssembledSystem.class)
class BadEventsIT {
    private static final Instant AT = Instant.parse("2026-04-01T00:00:00Z");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final WireEvents WIRE = new WireEvents(Play.PROGRAM_KEY, "USD");
    private static final int EVERY = 100;

    @Test
    void everyWrongEventIsToldSoAndTheRestOfItsBatchIsAccepted(RunningSystem system) {
        // Given
        var log = new ArrayList<>(LogGenerator.generate(new LogShape(11, 80, 0, true)));
        var orderReused = purchase("order-reused", AT.plusSeconds(60), 99_900);
        log.add(purchase("order-first", AT, 5000));
        log.add(orderReused);
        var api = Tenants.play(system).prepare("bad-events", log, null);
        var wrong = wrongEvents(log.getFirst());
        var events = mixed(log, List.copyOf(wrong.values()));
        // When
        var results = send(api, events);
        // Then
        assertThat(codesOf(results, wrong)).isEqualTo(expectedCodes());
        assertThat(results.values().stream().filter("accepted"::equals)).hasSize(log.size());
        var settled = Tenants.settle(api, log);
        assertThat(settled.remark()).isEqualTo("settled");
        assertThat(settled.findings().differencesFrom(Reference.reckon(log, Policy.golden("USD"))))
                .isEmpty();
        assertThat(statusOf(api, orderReused.eventId()).path("status").asText()).isEqualTo("conflict");
        assertThat(statusOf(api, orderReused.eventId()).toString()).contains("order_conflict");
        assertThat(rejectedIn(api))
                .containsAll(expectedCodes().values().stream().distinct().toList());
    }

    private static Map<String, ObjectNode> wrongEvents(Fact known) {
        var wrong = new LinkedHashMap<String, ObjectNode>();
        var noAmount = event("bad-malformed");
        ((ObjectNode) noAmount.path("data")).remove("amount");
        wrong.put("bad-malformed", noAmount);
        var large = event("bad-oversized");
        ((ObjectNode) large.path("data")).put("paymentFingerprint", "x".repeat(40_000));
        wrong.put("bad-oversized", large);
        wrong.put("bad-type", event("bad-type").put("type", "teleport"));
        var currency = event("bad-currency");
        ((ObjectNode) currency.path("data")).put("currency", "ZZZ");
        wrong.put("bad-currency", currency);
        wrong.put("bad-offset", event("bad-offset").put("time", "2026-04-01T00:00:00"));
        wrong.put("bad-id", event(known.eventId()));
        return wrong;
    }

    private static Map<String, String> expectedCodes() {
        return Map.of(
                "bad-malformed", "required",
                "bad-oversized", "event_too_large",
                "bad-type", "unknown_type",
                "bad-currency", "unknown_currency",
                "bad-offset", "missing_offset",
                "bad-id", "event_conflict");
    }

    private static ObjectNode event(String id) {
        return (ObjectNode)
                Tenants.plain(WIRE, new Fact.Purchase(id, AT, "order-of-" + id, "customer-of-" + id, 1000, "USD"));
    }

    private static Fact.Purchase purchase(String id, Instant at, long amountMinor) {
        return new Fact.Purchase(id, at, "order-conflicting", "u000001", amountMinor, "USD");
    }

    /** The wrong ones stand a hundred events apart, the reused id after its first use. */
    private static List<JsonNode> mixed(List<Fact> log, List<ObjectNode> wrong) {
        var events = new ArrayList<JsonNode>();
        for (var fact : log) events.add(Tenants.plain(WIRE, fact));
        for (var i = 0; i < wrong.size(); i++) events.add(Math.min(events.size(), (i + 1) * EVERY), wrong.get(i));
        return events;
    }

    /** Result by event id, with a mark for the second use of an id. */
    private static Map<String, String> send(Api api, List<JsonNode> events) {
        var body = NODES.objectNode();
        events.forEach(body.putArray("events")::add);
        var answer = api.post("/v1/events", body);
        assertThat(answer.status()).isEqualTo(202);
        var results = new LinkedHashMap<String, String>();
        answer.json().path("events").forEach(result -> {
            var outcome = result.path("status").asText().equals("rejected")
                    ? result.path("code").asText()
                    : result.path("status").asText();
            var id = result.path("id").asText();
            results.put(results.containsKey(id) ? "bad-id" : id, outcome);
        });
        return results;
    }

    private static Map<String, String> codesOf(Map<String, String> results, Map<String, ObjectNode> wrong) {
        var codes = new LinkedHashMap<String, String>();
        wrong.keySet().forEach(id -> codes.put(id, results.getOrDefault(id, "no answer")));
        return codes;
    }

    private static JsonNode statusOf(Api api, String eventId) {
        return api.get("/v1/events/" + eventId).orThrow().json();
    }

    private static List<String> rejectedIn(Api api) {
        return api.list("/v1/events/rejected").stream()
                .map(rejected -> rejected.path("code").asText())
                .toList();
    }
}
