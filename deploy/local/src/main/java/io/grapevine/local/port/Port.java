package io.grapevine.local.port;

import java.util.Arrays;

/** Who listens on which port of a local run that moves nothing; the contract fixes them. */
public enum Port {
    CONSOLE("console", 8080),
    CLICK_TRACKING("click-tracking", 8081),
    ATTRIBUTION("attribution", 8082),
    REWARD_ISSUING("reward-issuing", 8083),
    NOTIFICATION("notification", 8084),
    PROGRAMS("programs", 8085),
    INSIGHTS("insights", 8086),
    MAIL_PAGES("mail pages", 8087),
    SMTP("mail sink", 11025),
    KAFKA("kafka", 19092),
    POSTGRESQL("postgresql", 15432),
    REDIS("redis", 16379);

    static final int HIGHEST = 65_535;

    private final String owner;
    private final int number;

    Port(String owner, int number) {
        this.owner = owner;
        this.number = number;
    }

    /** The service or server that needs it. */
    public String owner() {
        return owner;
    }

    /** The reverse of {@link #owner}. */
    public static Port ownedBy(String owner) {
        return Arrays.stream(values())
                .filter(port -> port.owner.equals(owner))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("nobody is called " + owner));
    }

    int number() {
        return number;
    }
}
