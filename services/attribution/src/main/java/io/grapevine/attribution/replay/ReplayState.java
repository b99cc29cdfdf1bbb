package io.grapevine.attribution.replay;

import java.util.Locale;

/** How far a replay is. */
public enum ReplayState {
    /** Others of the tenant are before it. */
    QUEUED,
    /** Conversions are being decided in its shadow; nothing live changes. */
    RUNNING,
    /** What would be different is known. */
    COMPLETED,
    /** Its terms hold for the period, and conversions of it are being decided again, for everybody to see. */
    APPLYING,
    APPLIED,
    CANCELLED,
    /** It cannot go on; {@code failure} says why. */
    FAILED;

    /** Whether it waits for nothing but its turn. */
    public boolean isAtWork() {
        return this == QUEUED || this == RUNNING || this == APPLYING;
    }

    /** What was applied holds for good: only another replay can restate it. */
    public boolean canBeCancelled() {
        return this == QUEUED || this == RUNNING || this == COMPLETED || this == FAILED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ReplayState named(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
