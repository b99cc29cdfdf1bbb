package io.grapevine.benchmark.running.adapter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.acceptance.client.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Participants of the demo program, enrolled through the API, and their codes. */
public final class Advocates {

    private static final int BATCH = 100;
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int FOUND = 302;

    private Advocates() {}

    /** Enrols so many under names that begin with {@code name}; returns their codes when the edge knows every one. */
    public static List<String> enrol(Grapevine system, String name, int number) {
        var codes = IntStream.range(0, number)
                .mapToObj(i -> "%s-%04d".formatted(name, i))
                .toList();
        var api = system.api();
        for (int from = 0; from < number; from += BATCH)
            enrol(api, codes.subList(from, Math.min(number, from + BATCH)));
        awaitKnown(system.clickTracking(), codes);
        return codes;
    }

    private static void enrol(Api api, List<String> codes) {
        var body = JsonNodeFactory.instance.objectNode();
        var participants = body.putArray("participants");
        for (var code : codes)
            participants.addObject().put("externalId", "advocate-" + code).put("referralCode", code);
        var answer = api.post("/v1/programs/demo/participants/batch", body).orThrow();
        answer.json().path("participants").forEach(participant -> {
            if (participant.path("status").asInt(200) >= 400)
                throw new IllegalStateException("refused: " + participant);
        });
    }

    private static void awaitKnown(int port, List<String> codes) {
        var giveUpAt = Instant.now().plus(KNOWN_WITHIN);
        try (var edge = new Edge(port)) {
            for (var code : codes) {
                while (edge.get("/r/" + code).statusCode() != FOUND) {
                    if (Instant.now().isAfter(giveUpAt))
                        throw new IllegalStateException("the edge does not know " + code);
                    Pause.of(LOOK_EVERY);
                }
            }
        }
    }
}
