package io.grapevine.rewardissuing.reconcile;

import io.grapevine.events.RewardChanged.Status;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.RewardLine;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reward as the books have it.
 *
 * @param id {@code rew_…}
 * @param sequence of its last change, counting from 1
 * @param line what was owed at its last change
 * @param position in the currency of {@code line}; nothing for a coupon
 * @param reason why it is refused, frozen or clawed back; null otherwise
 * @param couponCode chosen when the reward was opened; null for money
 * @param releasedAt when its hold ended, for good; null before
 */
public record Reward(
        String id,
        int sequence,
        RewardLine line,
        Position position,
        Verdict verdict,
        Status status,
        @Nullable Reason reason,
        @Nullable String couponCode,
        @Nullable Instant releasedAt,
        Instant changedAt) {

    public Reward {
        if (sequence < 1) throw new IllegalArgumentException("sequence must be positive, was " + sequence);
        if (line.kind().isMoney() == (couponCode != null))
            throw new IllegalArgumentException(
                    "couponCode must be present exactly for a coupon, kind was " + line.kind());
    }

    /** The code, once it may be used: while the reward is held nobody gets to see it. */
    public Optional<String> issuedCouponCode() {
        return releasedAt == null ? Optional.empty() : Optional.ofNullable(couponCode);
    }

    /** Names the transfer of this change: a reward's sequence posts at most one. */
    String transferId() {
        return id + ":" + sequence;
    }
}
