package io.grapevine.console.routes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A service behind the one origin. */
public enum Backend {
    CLICK_TRACKING("click-tracking", "Redirects and event ingest"),
    ATTRIBUTION("attribution", "Who brought whom"),
    REWARD_ISSUING("reward-issuing", "What is owed to whom: rewards, balances, ledger"),
    NOTIFICATION("notification", "Webhooks and mail"),
    PROGRAMS("programs", "Tenants, keys, programs, participants, links"),
    INSIGHTS("insights", "Funnel and referral graph"),
    /** No service: the pages of mail caught in a local run. It says nothing of its readiness and has no API. */
    MAIL_SINK("mail-sink", "Mail caught in a local run");

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

    /** Those the system is made of: they say whether they are ready, and describe their API. */
    public static List<Backend> services() {
        return Arrays.stream(values()).filter(backend -> backend != MAIL_SINK).toList();
    }

    /** The service of that name. */
    public static Optional<Backend> named(String serviceName) {
        return services().stream()
                .filter(backend -> backend.serviceName.equals(serviceName))
                .findFirst();
    }
}
