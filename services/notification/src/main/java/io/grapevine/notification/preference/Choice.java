package io.grapevine.notification.preference;

import java.util.Locale;

/** What a reader wants of a moment over a channel. */
public enum Choice {
    ON,
    OFF,
    /** Not on its own, but with others in the next digest. */
    DIGEST;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
