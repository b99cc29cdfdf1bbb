package io.grapevine.notification.webhook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a delivery stands. */
public enum DeliveryStatus {
    /** The next attempt is due some day, or under way. */
    PENDING,
    /** The receiver said 2xx. */
    DELIVERED,
    /** Given up; can be replayed. */
    DEAD_LETTER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DeliveryStatus> named(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(wireName))
                .findFirst();
    }
}
