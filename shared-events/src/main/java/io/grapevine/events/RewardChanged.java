package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A reward moved to a new state; always its whole current state, ordered by {@code sequence}.
 *
 * @param rewardId {@code rew_…}
 * @param sequence counts from 1
 * @param revision the conversion's revision that led here
 * @param amountMinor what the rule owes now; null for a coupon
 * @param couponCode the code issued, for a coupon
 * @param reason why the reward is refused or clawed back; null otherwise
 */
public record RewardChanged(
        String rewardId,
        int sequence,
        String programKey,
        int programVersion,
        String ruleId,
        String conversionId,
        int revision,
        @Nullable String orderId,
        @Nullable String customerId,
        Beneficiary beneficiary,
        RewardKind kind,
        @Nullable Long amountMinor,
        @Nullable String currency,
        @Nullable String couponCode,
        Status status,
        @Nullable String reason,
        @Nullable Instant releasableAt,
        Instant changedAt)
        implements EventData.Statement {

    @Override
    public String subject() {
        return beneficiary.externalId();
    }

    /** Who receives; a friend who never enrolled has no participant. */
    public record Beneficiary(
            Terms.Role role, int level, @Nullable String participantId, String externalId) {}

    /** The business state of a reward. */
    public enum Status {
        HELD,
        REVIEW,
        RELEASED,
        FULFILLED,
        REFUSED,
        CLAWED_BACK,
        FROZEN,
        EXPIRED,
        WAITING_FOR_COUPON;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
