package io.grapevine.acceptance.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.client.Origin;
import java.time.Duration;
import java.time.Instant;

/** The advocate of the demo program whose link is followed while everything else is being hurt. */
final class Bystanders {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Origin origin;
    private final Api api;
    private final String code;

    Bystanders(Origin origin, String key, String run) {
        this.origin = origin;
        this.api = new Api(origin, key, PATIENCE);
        this.code = "P-" + run;
    }

    /** The code, once the edge leads where it points. */
    String enrol() {
        var person = JsonNodeFactory.instance
                .objectNode()
                .put("externalId", "prober-" + code)
                .put("referralCode", code);
        var _ = api.post("/v1/programs/demo/participants", person).orThrow();
        var giveUpAt = Instant.now().plus(PATIENCE);
        while (true) {
            var answer = api.get("/r/" + code);
            if (answer.status() == 302) return code;
            if (Instant.now().isAfter(giveUpAt)) throw new IllegalStateException("the link leads nowhere: " + answer);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while enrolling", interrupted);
        }
    }
}
