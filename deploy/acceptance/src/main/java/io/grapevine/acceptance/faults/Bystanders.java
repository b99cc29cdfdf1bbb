package io.grapevine.acceptance.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.client.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** People of the demo program: the advocate whose link is followed while everything else is being hurt, and a crowd. */
final class Bystanders {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Several times the connections that programs has. */
    private static final int CROWD = 200;

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Origin origin;
    private final Api api;
    private final String code;
    private int redirects;

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
            redirects++;
            var answer = api.get("/r/" + code);
            if (answer.status() == 302) return code;
            if (Instant.now().isAfter(giveUpAt)) throw new IllegalStateException("the link leads nowhere: " + answer);
            pause();
        }
    }

    /** How often the link was followed until it led somewhere; each is a click whose id nobody kept. */
    int redirects() {
        return redirects;
    }

    /** Many at once, each in a transaction of its own: what commits in another order than it was numbered must not be passed over. */
    void enrolCrowd() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var enrolled = IntStream.range(0, CROWD)
                    .mapToObj(number -> threads.submit(() -> {
                        var person = JsonNodeFactory.instance.objectNode().put("externalId", code + "-" + number);
                        return api.post("/v1/programs/demo/participants", person)
                                .orThrow();
                    }))
                    .toList();
            for (var one : enrolled) {
                var _ = one.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a bystander was not enrolled", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while enrolling", interrupted);
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
