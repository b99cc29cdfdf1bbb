package io.grapevine.rewardissuing.reconcile;

import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
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
 * @param position in the unit of {@code line}'s amount; nothing for what has none
 * @param reason why it is refused, frozen, in review or clawed back; null otherwise
 * @param couponCode generated when the reward was opened, or taken from its pool when it was released; null for what is no coupon
 * @param releasedAt when its hold ended, for good; null before
 * @param fulfilledAt when what has no amount was handed over, for good; null before
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
        Instant changedAt,
        @Nullable Instant fulfilledAt) {

    public Reward {
        if (sequence < 1) throw new IllegalArgumentException("sequence must be positive, was " + sequence);
        if (couponCode != null && line.kind() != RewardKind.COUPON)
            throw new IllegalArgumentException("couponCode must be absent but for a coupon, kind was " + line.kind());
        if (line.kind() == RewardKind.COUPON && couponCode == null && !line.needsPooledCode())
            throw new IllegalArgumentException("couponCode must be present for a coupon without a pool");
    }

    /** From when what was not used is lost; empty before the release, and for what never expires. */
    public Optional<Instant> expiresAt() {
        return releasedAt == null ? Optional.empty() : line.expires().map(releasedAt::plus);
    }

    /** The code, once it may be used: while the reward is held nobody gets to see it. */
    public Optional<String> issuedCouponCode() {
        return releasedAt == null ? Optional.empty() : Optional.ofNullable(couponCode);
    }

    /** Names the transfer of this change: a reward's sequence posts at most one. */
    String transferId() {
        return id + ":" + sequence;
    }

    /** Whether nothing but somebody's yes is missing. */
    public boolean awaitsApproval() {
        return status == Status.REVIEW && reason == Reason.APPROVAL_REQUIRED;
    }

    /** Whether the person has it in hands: a code that may be used, a thing handed over; of what is booked the ledger knows. */
    boolean isHandedOver() {
        if (line.kind().isBooked()) return false;
        var standing = switch (status) {
            case RELEASED, FULFILLED, FROZEN, REVIEW -> true;
            case HELD, REFUSED, CLAWED_BACK, EXPIRED, WAITING_FOR_COUPON -> false;
        };
        return standing && (issuedCouponCode().isPresent() || fulfilledAt != null);
    }
}
