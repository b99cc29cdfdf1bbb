package io.grapevine.notification.moment;

import java.util.Locale;

/** Kept apart: who leaves the promotional stream still hears what concerns his own money. */
public enum Stream {
    /** About something the reader did or owns. */
    TRANSACTIONAL,
    /** Asks or tells more than that: needs consent, is capped, and can be left with one click. */
    PROMOTIONAL;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
