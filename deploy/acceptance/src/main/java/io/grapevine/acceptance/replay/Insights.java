package io.grapevine.acceptance.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.acceptance.client.Api;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What insights counts of a program: events by type, the funnel by variant, the shape of the forest. */
record Insights(JsonNode events, JsonNode funnel, JsonNode graph) {

    static Insights read(Api api, String encodedProgramKey) {
        var program = "/v1/insights/programs/" + encodedProgramKey;
        return new Insights(
                api.get(program + "/events").orThrow().json(),
                api.get(program + "/funnel?groupBy=variant").orThrow().json(),
                api.get(program + "/graph").orThrow().json());
    }

    /** How many distinct events have been counted. */
    static int countedEvents(Api api, String programKey) {
        var answer = api.get("/v1/insights/programs/" + Api.encoded(programKey) + "/events");
        // Insights learns of a program from the log: for a moment it may know none.
        return answer.status() == 404
                ? 0
                : answer.orThrow().json().path("total").intValue();
    }

    /** Whatever happens to the program's events, decisions and rewards shows in this text. */
    static String pulse(Api api, String programKey) {
        return api.get("/v1/insights/programs/" + Api.encoded(programKey) + "/funnel?groupBy=variant")
                .orThrow()
                .text();
    }

    /** The funnel in a line, for people. */
    static String headline(String pulse) {
        try {
            var funnel = new ObjectMapper().readTree(pulse);
            return "%,d sign-ups, %,d of them brought; %,d orders, %,d of them credited"
                    .formatted(
                            funnel.path("signups").path("events").longValue(),
                            funnel.path("signups").path("attributed").longValue(),
                            funnel.path("purchases").path("orders").longValue(),
                            funnel.path("purchases").path("attributed").longValue());
        } catch (JsonProcessingException noJson) {
            return pulse;
        }
    }

    void writeTo(ObjectNode summary) {
        summary.put("unique_events", events.path("total").intValue());
        var byType = new TreeMap<String, Integer>();
        events.path("byType")
                .properties()
                .forEach(count -> byType.put(
                        count.getKey().toUpperCase(Locale.ROOT),
                        count.getValue().intValue()));
        byType.values().removeIf(count -> count == 0);
        byType.forEach(summary.putObject("by_type")::put);
        writeVariants(summary.putObject("variants"));
        writeGraph(summary.putObject("graph"));
    }

    private void writeVariants(ObjectNode variants) {
        for (var group : funnel.path("groups")) {
            if (!group.path("variant").isTextual()) continue;
            var variant = variants.putObject(group.path("variant").asText());
            for (var count : Map.of(
                            "shares", "shares",
                            "clicks", "clicks",
                            "signups", "signups",
                            "orders", "orders",
                            "netMinor", "net_minor")
                    .entrySet()) {
                variant.put(count.getValue(), group.path(count.getKey()).longValue());
            }
        }
    }

    private void writeGraph(ObjectNode written) {
        written.put("nodes", graph.path("nodes").longValue())
                .put("edges", graph.path("edges").longValue())
                .put("roots", graph.path("roots").longValue())
                .put("max_depth", graph.path("maxDepth").longValue());
        written.set("depth_histogram", graph.path("depthHistogram"));
    }
}
