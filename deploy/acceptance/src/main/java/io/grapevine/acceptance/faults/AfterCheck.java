package io.grapevine.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.replay.WireEvents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks the public API for what must never have happened. */
public final class AfterCheck {
    /** As many questions at a time as a small machine answers at full speed. */
    private static final int QUESTIONS_AT_A_TIME = 16;

    private final Api api;

    public AfterCheck(Api api) {
        this.api = api;
    }

    /** What the ledger says of itself. */
    public record Proof(boolean ok, Map<String, Long> sums, String text) {}

    public Proof ledger() {
        var proof = api.get("/v1/ledger/verify").orThrow();
        var sums = new TreeMap<String, Long>();
        proof.json()
                .path("sums")
                .properties()
                .forEach(sum -> sums.put(sum.getKey(), sum.getValue().longValue()));
        return new Proof(proof.json().path("ok").asBoolean(), sums, proof.text());
    }

    /** Acknowledged events that the system does not know. */
    public List<String> missing(Collection<Fact> acknowledged) {
        var ids = new HashSet<String>();
        acknowledged.forEach(fact -> ids.add(fact.eventId()));
        try (var askers = Executors.newFixedThreadPool(
                QUESTIONS_AT_A_TIME, Thread.ofVirtual().factory())) {
            var questions = new HashMap<String, Future<Integer>>();
            for (var id : ids) {
                questions.put(
                        id,
                        askers.submit(() -> api.get(
                                        "/v1/events/" + Api.encoded(id) + "?source=" + Api.encoded(WireEvents.SOURCE))
                                .status()));
            }
            var missing = new ArrayList<String>();
            for (var question : questions.entrySet()) {
                var status = question.getValue().get();
                if (status != 200) missing.add(question.getKey() + " answers " + status);
            }
            return missing;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("an event could not be asked for", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for events", interrupted);
        }
    }

    /** Rewards that share what makes a reward unique. */
    public List<String> duplicateRewards() {
        var seen = new HashMap<String, String>();
        var duplicates = new ArrayList<String>();
        for (var reward : api.list("/v1/rewards")) {
            var other = seen.put(identity(reward), reward.path("id").asText());
            if (other != null)
                duplicates.add(identity(reward) + ": " + other + " and "
                        + reward.path("id").asText());
        }
        return duplicates;
    }

    private static String identity(JsonNode reward) {
        var beneficiary = reward.path("beneficiary");
        return String.join(
                "|",
                reward.path("conversionId").asText(),
                reward.path("ruleId").asText(),
                beneficiary.path("externalId").asText(),
                beneficiary.path("level").asText());
    }
}
