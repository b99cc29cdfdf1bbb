package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import io.grapevine.events.Terms.Money;
import java.util.Locale;

/** The most that a program may owe and have paid, all its rewards of that currency together; others it does not pay. */
public record Budget(Money total, WhenExhausted whenExhausted) {

    /** What becomes of rewards for which nothing is left. */
    public enum WhenExhausted {
        /** They are refused, and granted when something is freed. */
        PAUSE,
        /** The same, and the rules that stand in for theirs pay. */
        DEGRADE,
        /** They are paid all the same, and people are told. */
        ALERT;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
