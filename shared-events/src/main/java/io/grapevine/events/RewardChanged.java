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
 * @param amountMinor what the rule owes now, in minor units or in points; null for what has no amount
 * @param currency ISO 4217, or {@code points}
 * @param couponCode the code issued, for a coupon
 * @param reason why the reward is refused, frozen, in review or clawed back; null otherwise
 * @param thing what is given that is no money; of a donation the cause
 * @param expiresAt from when what was not used is lost; null before the release, and for what never expires
 * @param beneficiarySequence counts every change of every reward of the beneficiary, over all programs, from 1 without gaps: who misses a
 *     number missed an event; null in events older than it
 * @param before what the reward was; null for its first change, and in events older than it
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
        Instant changedAt,
        @Nullable RewardThing thing,
        @Nullable Instant expiresAt,
        @Nullable Long beneficiarySequence,
        @Nullable Before before)
        implements EventData.Statement {

    @Override
    public String subject() {
        return beneficiary.externalId();
    }

    /** Who receives; a friend who never enrolled has no participant. */
    public record Beneficiary(
            Terms.Role role, int level, @Nullable String participantId, String externalId) {}

    /** What the reward was before this change, in the same words. */
    public record Before(
            Status status,
            @Nullable String reason,
            @Nullable Long amountMinor,
            @Nullable String currency,
            @Nullable Instant releasableAt) {}

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
