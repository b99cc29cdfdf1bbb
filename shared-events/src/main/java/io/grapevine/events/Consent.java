package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether the person agreed to be credited. */
public enum Consent {
    GRANTED,
    DENIED,
    PENDING;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
