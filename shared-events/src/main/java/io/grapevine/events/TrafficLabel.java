package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What asked for a link. Only {@link #HUMAN} is counted as human and attributable; the others are kept, labelled. */
public enum TrafficLabel {
    HUMAN,
    BOT,
    PREVIEW,
    PREFETCH,
    MONITOR,
    HEAD;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
