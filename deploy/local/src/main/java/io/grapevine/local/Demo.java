package io.grapevine.local;

import io.grapevine.local.child.LeashedProcess;
import io.grapevine.local.child.Readiness;
import io.grapevine.local.child.StartFailed;
import io.grapevine.local.port.Port;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The demo program; its tenant and keys are made by the programs service, in local runs only. */
final class Demo {

    static final String SECRET_KEY = "gv_sk_demo";
    static final String PUBLISHABLE_KEY = "gv_pk_demo";
    static final String OPERATOR_KEY = "gv_ok_demo";

    private static final String PATH = "/v1/programs/demo";

    /** No hold: a newcomer sees money at once. */
    private static final String DEFINITION = """
            {
              "name": "Demo",
              "destination": "https://shop.example/welcome",
              "rewards": [
                {"id": "commission", "on": "purchase", "to": "advocate", "give": {"percent": 10}}
              ]
            }
            """;

    /** The keys reach a service over the log. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Where a service asks who is there; what else it answers does not matter. */
    private static final Map<Port, String> DOORS = Map.of(
            Port.CLICK_TRACKING, "/v1/events/rejected",
            Port.ATTRIBUTION, "/v1/conversions",
            Port.REWARD_ISSUING, "/v1/rewards",
            Port.NOTIFICATION, "/v1/webhooks",
            Port.INSIGHTS, "/v1/insights/programs/demo/funnel");

    private static final int UNKNOWN_KEY = 401;

    private Demo() {}

    /** Makes the program and waits until every service knows the keys: who reads "ready" and types a command is let in. */
    static void provision(HttpProbe http, Settings settings, Map<Port, LeashedProcess> running) {
        makeProgram(http, settings, Objects.requireNonNull(running.get(Port.PROGRAMS)));
        DOORS.forEach((service, path) -> {
            int port = settings.ports().of(service);
            Readiness.await(
                    Objects.requireNonNull(running.get(service)),
                    LIMIT,
                    () -> http.get(port, path, SECRET_KEY).status() != UNKNOWN_KEY);
        });
    }

    /** Leaves a program alone that an earlier run made and somebody may have changed since. */
    private static void makeProgram(HttpProbe http, Settings settings, LeashedProcess programs) {
        int port = settings.ports().of(Port.PROGRAMS);
        var last = new AtomicReference<>("no answer");
        try {
            Readiness.await(programs, LIMIT, () -> isThere(http, port, last) || put(http, port, last));
        } catch (StartFailed e) {
            throw new StartFailed(
                    "the demo program was not made, the last answer was " + last.get() + "; " + e.getMessage(), e);
        }
    }

    private static boolean isThere(HttpProbe http, int port, AtomicReference<String> last)
            throws IOException, InterruptedException {
        return isGood(http.get(port, PATH, SECRET_KEY), last);
    }

    private static boolean put(HttpProbe http, int port, AtomicReference<String> last)
            throws IOException, InterruptedException {
        return isGood(http.put(port, PATH, SECRET_KEY, DEFINITION), last);
    }

    private static boolean isGood(HttpProbe.Answer answer, AtomicReference<String> last) {
        last.set(answer.status() + " " + answer.body());
        return answer.status() == 200 || answer.status() == 201;
    }
}
