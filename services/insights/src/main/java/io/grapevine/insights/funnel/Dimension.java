package io.grapevine.insights.funnel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what a funnel can be divided. Sign-ups, orders and rewards have what the code lends them that won. */
public enum Dimension {
    /** Of a share its own, of all else that of the code's first share. */
    CHANNEL,
    /** Of the code's first share. */
    VARIANT,
    /** As the event said it. */
    COUNTRY,
    /** Whose code it is. */
    ADVOCATE,
    /** Of the friends a code brings: 1 if nobody brought its owner. */
    GENERATION;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Dimension> named(String word) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.wireName().equals(word))
                .findFirst();
    }
}
