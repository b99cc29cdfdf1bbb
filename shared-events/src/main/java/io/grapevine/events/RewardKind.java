package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a reward is made of. */
public enum RewardKind {
    CASH,
    CREDIT,
    COUPON,
    /** A whole number of the program's points: booked in a unit of their own, which is no currency. */
    POINTS,
    /** A gift or swag. */
    GIFT,
    /** A better product or plan. */
    UPGRADE,
    FREE_MONTHS,
    /** Something before others get it. */
    ACCESS,
    /** Named in public. */
    RECOGNITION,
    /** Money given to a cause in the person's name. */
    DONATION;

    /** Whether it has an amount in a currency. */
    public boolean isMoney() {
        return switch (this) {
            case CASH, CREDIT, DONATION -> true;
            case POINTS, COUPON, GIFT, UPGRADE, FREE_MONTHS, ACCESS, RECOGNITION -> false;
        };
    }

    /** Whether it has an amount at all, and so can be shared, reduced and summed; the ledger holds it. */
    public boolean isBooked() {
        return isMoney() || this == POINTS;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
