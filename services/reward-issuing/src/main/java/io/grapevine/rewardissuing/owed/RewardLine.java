package io.grapevine.rewardissuing.owed;

import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.money.MinorAmount;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one rule owes one person for one conversion, as the facts stand now.
 *
 * @param revision the conversion's revision it was computed from
 * @param participantId null for a friend
 * @param amount zero unless something is owed, be it later; null for a coupon
 * @param reason why it is not simply due; null if it is
 * @param releasableAt end of the hold, inclusive; null = at once
 */
public record RewardLine(
        RewardKey key,
        String programKey,
        int programVersion,
        int revision,
        @Nullable String orderId,
        @Nullable String customerId,
        @Nullable String participantId,
        RewardKind kind,
        @Nullable MinorAmount amount,
        Terms.@Nullable Coupon coupon,
        Standing standing,
        @Nullable Reason reason,
        @Nullable Instant releasableAt) {

    public RewardLine {
        if (kind.isMoney() != (amount != null))
            throw new IllegalArgumentException(
                    "amount must be present exactly for money, was " + amount + " of " + kind);
        if (amount != null && amount.minor() < 0)
            throw new IllegalArgumentException("amount must not be negative, was " + amount);
        // Finer than every store keeps it, a line read back would differ from the same line reckoned again.
        releasableAt = releasableAt == null ? null : releasableAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether anything is to be given, be it later: a percentage of a few minor units may round to nothing. */
    public boolean owesAnything() {
        return switch (standing) {
            case DUE, FROZEN, REVIEW -> amount == null || !amount.isZero();
            case REVERSED, REFUSED, WITHDRAWN -> false;
        };
    }

    /** The same line when the facts no longer support it. */
    public RewardLine withdrawn(Reason why) {
        return new RewardLine(
                key,
                programKey,
                programVersion,
                revision,
                orderId,
                customerId,
                participantId,
                kind,
                amount == null ? null : MinorAmount.zero(amount.currency()),
                coupon,
                Standing.WITHDRAWN,
                why,
                releasableAt);
    }

    /** Whether a later revision changed nothing about this reward. */
    public boolean saysTheSameAs(RewardLine other) {
        return ofRevision(other.revision).equals(other);
    }

    private RewardLine ofRevision(int otherRevision) {
        return new RewardLine(
                key,
                programKey,
                programVersion,
                otherRevision,
                orderId,
                customerId,
                participantId,
                kind,
                amount,
                coupon,
                standing,
                reason,
                releasableAt);
    }
}
