package io.grapevine.notification.preference;

import java.util.Locale;

/** How often a reader gets a digest. */
public enum Pace {
    NEVER,
    WEEKLY,
    MONTHLY;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
