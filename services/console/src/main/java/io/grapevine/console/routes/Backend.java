package io.grapevine.console.routes;

import java.util.Arrays;
import java.util.Optional;

/** A service behind the one origin. */
public enum Backend {
    CLICK_TRACKING("click-tracking", "Redirects and event ingest"),
    ATTRIBUTION("attribution", "Who brought whom"),
    REWARD_ISSUING("reward-issuing", "What is owed to whom: rewards, balances, ledger"),
    NOTIFICATION("notification", "Webhooks and mail"),
    PROGRAMS("programs", "Tenants, keys, programs, participants, links"),
    INSIGHTS("insights", "Funnel and referral graph");

    private final String serviceName;
    private final String duty;

    Backend(String serviceName, String duty) {
        this.serviceName = serviceName;
        this.duty = duty;
    }

    /** The service's directory, database and settings carry this name, for example {@code click-tracking}. */
    public String serviceName() {
        return serviceName;
    }

    /** What the service is for, in words for people. */
    public String duty() {
        return duty;
    }

    public static Optional<Backend> named(String serviceName) {
        return Arrays.stream(values())
                .filter(backend -> backend.serviceName.equals(serviceName))
                .findFirst();
    }
}
