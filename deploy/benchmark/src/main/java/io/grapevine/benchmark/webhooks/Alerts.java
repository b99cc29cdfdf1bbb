package io.grapevine.benchmark.webhooks;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.Event;
import java.time.Instant;

/**
 * Alerts of the demo tenant, numbered from 0: what is told to systems only, so that no person's notice is measured with it.
 *
 * @param run tells this run's ids from those of every other
 * @param recipients who are named in turn, which spreads the alerts over the log's partitions
 */
public record Alerts(String run, int recipients, Instant at) {

    private static final String TENANT = "demo";

    /** With it a message is as long as one about a reward. */
    private static final String DETAIL =
            "The reward of this conversion needs somebody to look at it, because the order's amount is far above what this program's customers usually spend.";

    public Alerts {
        if (recipients < 1) throw new IllegalArgumentException("recipients must be positive, were " + recipients);
    }

    public Event<AlertRaised> alert(int number) {
        var name = run + "-" + number;
        var data = new AlertRaised("alr_" + name, "ops-" + number % recipients, "unusual_amount", DETAIL);
        return Event.stated(TENANT, "evt-" + name, "/benchmark", at, null, data);
    }
}
