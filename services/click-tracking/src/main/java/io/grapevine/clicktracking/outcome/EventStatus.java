package io.grapevine.clicktracking.outcome;

import java.util.Locale;

/** How far an event has come, in one word. */
public enum EventStatus {
    /** Durable; nothing was decided because of it (yet). */
    RECEIVED,
    /** A conversion rests on it. */
    DECIDED,
    /** Another event counts instead. */
    CONFLICT,
    /** Not taken at the door. */
    REJECTED,
    /** Taken, but a consumer could not handle it. */
    DEAD_LETTER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word for an event that was received. */
    public static EventStatus of(boolean dead, boolean decided, boolean conflicting) {
        if (dead) return DEAD_LETTER;
        if (decided) return DECIDED;
        return conflicting ? CONFLICT : RECEIVED;
    }
}
