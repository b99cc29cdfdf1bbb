package io.grapevine.rewardissuing.owed;

import io.grapevine.events.RewardApproval;
import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardThing;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.money.MinorAmount;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one rule owes one person for one conversion, as the facts stand now.
 *
 * @param revision the conversion's revision it was computed from
 * @param participantId null for a friend
 * @param amount zero unless something is owed, be it later; null for what has no amount
 * @param reason why it is not simply due; null if it is
 * @param releasableAt end of the hold, inclusive; null = at once
 * @param given null if there is nothing to say beside amount and coupon
 * @param reckoning how the amount came about; null for a coupon, where nothing is owed, and before 2026-11-23
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
        @Nullable Instant releasableAt,
        @Nullable Given given,
        @Nullable Reckoning reckoning) {

    public RewardLine {
        if (kind.isBooked() != (amount != null))
            throw new IllegalArgumentException(
                    "amount must be present exactly for money and points, was " + amount + " of " + kind);
        if (amount != null && amount.minor() < 0)
            throw new IllegalArgumentException("amount must not be negative, was " + amount);
        // Finer than every store keeps it, a line read back would differ from the same line reckoned again.
        releasableAt = releasableAt == null ? null : releasableAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** What is given that is no money; of a donation the cause. */
    public Optional<RewardThing> thing() {
        return Optional.ofNullable(given).map(Given::thing);
    }

    /** Whom a donation goes to; empty for everything that is the person's own. */
    public Optional<String> cause() {
        return kind == RewardKind.DONATION ? thing().map(RewardThing::name) : Optional.empty();
    }

    /** How long after its release it may be used; empty = for ever. */
    public Optional<Duration> expires() {
        return Optional.ofNullable(given).map(Given::expires);
    }

    /** Who must say yes before it is anybody's; empty = nobody. */
    public Optional<RewardApproval> approval() {
        return Optional.ofNullable(given).map(Given::approval);
    }

    /** Whether its code comes from a pool, and so may have to be waited for. */
    public boolean needsPooledCode() {
        return coupon != null && coupon.pool() != null;
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
        return as(revision, nothing(), Standing.WITHDRAWN, why, null);
    }

    /** The same line of another amount. */
    public RewardLine of(long minor, Reckoning how) {
        if (amount == null) throw new IllegalStateException("no money: " + key);
        return as(revision, new MinorAmount(minor, amount.currency()), standing, reason, how);
    }

    /** The same line where a limit leaves nothing of it. */
    public RewardLine refused(Reason limit, @Nullable Reckoning how) {
        return as(revision, nothing(), Standing.REFUSED, limit, how == null ? null : how.cutBy(limit));
    }

    /** Whether a later revision changed nothing about this reward. */
    public boolean saysTheSameAs(RewardLine other) {
        return as(other.revision, amount, standing, reason, reckoning).equals(other);
    }

    private @Nullable MinorAmount nothing() {
        return amount == null ? null : MinorAmount.zero(amount.currency());
    }

    private RewardLine as(
            int ofRevision,
            @Nullable MinorAmount worth,
            Standing stands,
            @Nullable Reason why,
            @Nullable Reckoning how) {
        return new RewardLine(
                key,
                programKey,
                programVersion,
                ofRevision,
                orderId,
                customerId,
                participantId,
                kind,
                worth,
                coupon,
                stands,
                why,
                releasableAt,
                given,
                how);
    }
}
