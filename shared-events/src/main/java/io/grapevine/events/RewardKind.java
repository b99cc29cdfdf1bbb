package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a reward is made of; cash and credit are money and go through the ledger. */
public enum RewardKind {
    CASH,
    CREDIT,
    COUPON;

    public boolean isMoney() {
        return this != COUPON;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
