package io.grapevine.attribution.replay;

import java.util.Locale;
import java.util.Optional;

/** What a replay is going over. */
public enum Phase {
    /** First of all the forest, in the order of time: later binds never change earlier ones. */
    SIGN_UPS,
    /** The program's orders of the period. */
    ORDERS,
    /** Orders of any other time that the binds of the period reach. */
    REACHED,
    /** What would be different is put on the log. */
    TELLING,
    APPLYING_SIGN_UPS,
    APPLYING_ORDERS;

    /** Empty after the last one, of the run or of its application. */
    public Optional<Phase> next() {
        return switch (this) {
            case SIGN_UPS -> Optional.of(ORDERS);
            case ORDERS -> Optional.of(REACHED);
            case REACHED -> Optional.of(TELLING);
            case APPLYING_SIGN_UPS -> Optional.of(APPLYING_ORDERS);
            case TELLING, APPLYING_ORDERS -> Optional.empty();
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Phase named(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
