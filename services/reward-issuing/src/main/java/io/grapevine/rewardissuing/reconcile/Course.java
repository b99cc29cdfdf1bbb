package io.grapevine.rewardissuing.reconcile;

import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a reward is heading: what is owed, against what was moved and handed over so far.
 *
 * @param releasedAt when the hold ended; null if it has not
 */
record Course(RewardLine line, Handled handled, @Nullable Instant releasedAt) {

    /** Where it arrives at a time. */
    record Settled(
            Position position,
            Status status,
            @Nullable Reason reason,
            @Nullable Instant releasedAt) {}

    Settled settledAt(Instant now) {
        var released = releasedAt != null ? releasedAt : holdIsOver(now) && hasItsCode() ? now : null;
        var expired = isExpired(released, now);
        var moved = moved(released, expired);
        return new Settled(moved, status(moved, released, expired, now), reason(expired), released);
    }

    private Position moved(@Nullable Instant released, boolean expired) {
        var thawed = handled.position().thawing();
        if (released == null) return thawed.holding(owedMinor());
        var owedMinor = expired ? Math.min(owedMinor(), thawed.paidMinor()) : owedMinor();
        var releasing = releasedAt == null ? thawed.holding(owedMinor()).releasing() : thawed;
        var adjusted = releasing.adjusting(owedMinor);
        return isFrozen() || isInReview() ? adjusted.freezing() : adjusted;
    }

    private Status status(Position moved, @Nullable Instant released, boolean expired, Instant now) {
        if (handled.verdict() == Verdict.REJECTED) return Status.REFUSED;
        return switch (line.standing()) {
            case REFUSED -> Status.REFUSED;
            case REVERSED -> Status.CLAWED_BACK;
            case WITHDRAWN -> released == null ? Status.REFUSED : Status.CLAWED_BACK;
            case FROZEN, REVIEW, DUE -> owes() ? owed(moved, released, expired, now) : Status.CLAWED_BACK;
        };
    }

    private Status owed(Position moved, @Nullable Instant released, boolean expired, Instant now) {
        if (expired && !isUsed()) return Status.EXPIRED;
        if (isFrozen()) return Status.FROZEN;
        if (isInReview()) return Status.REVIEW;
        if (released == null) return holdIsOver(now) ? Status.WAITING_FOR_COUPON : Status.HELD;
        return isUsedUp(moved) ? Status.FULFILLED : Status.RELEASED;
    }

    private @Nullable Reason reason(boolean expired) {
        if (handled.verdict() == Verdict.REJECTED) return Reason.REJECTED;
        if (owes() && expired && !isUsed()) return null;
        if (awaitsApproval()) return Reason.APPROVAL_REQUIRED;
        if (line.standing() == Standing.REVIEW && owes() && !isInReview()) return null;
        var reducedToNothing = !owes()
                && switch (line.standing()) {
                    case DUE, FROZEN, REVIEW -> true;
                    case REVERSED, REFUSED, WITHDRAWN -> false;
                };
        return reducedToNothing ? Reason.REFUNDED : line.reason();
    }

    /** The end of the hold is inclusive; a dispute and a review stop the clock, an approval ends the hold. */
    private boolean holdIsOver(Instant now) {
        if (!owes() || isFrozen() || isInReview()) return false;
        return handled.verdict() == Verdict.APPROVED
                || line.releasableAt() == null
                || !now.isBefore(line.releasableAt());
    }

    /** A coupon of a pool is released with its code, not before. */
    private boolean hasItsCode() {
        return !line.needsPooledCode() || handled.couponCode() != null;
    }

    /**
     * The end of its life is inclusive: at that instant it is lost. Nothing is lost while it is frozen or in review, for nobody could use
     * it; that also makes the end the same whether the dispute or the release was heard of first.
     */
    private boolean isExpired(@Nullable Instant released, Instant now) {
        return released != null
                && !isFrozen()
                && !isInReview()
                && line.expires()
                        .map(released::plus)
                        .filter(end -> !now.isBefore(end))
                        .isPresent();
    }

    /** Whether any of it was paid or handed over; what was is not lost. */
    private boolean isUsed() {
        if (line.kind().isBooked()) return handled.position().paidMinor() > 0;
        return handled.fulfilledAt() != null || isUsedByIssuing();
    }

    private boolean isUsedUp(Position moved) {
        return isUsed() && (!line.kind().isBooked() || moved.payableMinor() <= 0);
    }

    /** Issuing a coupon that never expires uses the promise up; money, points and things stay released until they are handed over. */
    private boolean isUsedByIssuing() {
        return line.kind() == RewardKind.COUPON && line.expires().isEmpty();
    }

    private boolean owes() {
        return handled.verdict() != Verdict.REJECTED && line.owesAnything();
    }

    private boolean isFrozen() {
        return owes() && line.standing() == Standing.FROZEN;
    }

    /** A person who approves the reward itself has looked. */
    private boolean isInReview() {
        return awaitsApproval()
                || owes() && line.standing() == Standing.REVIEW && handled.verdict() != Verdict.APPROVED;
    }

    /** Whether nothing but somebody's yes is missing. */
    private boolean awaitsApproval() {
        return owes()
                && line.standing() == Standing.DUE
                && handled.verdict() == Verdict.NONE
                && line.approval().isPresent();
    }

    private long owedMinor() {
        return owes() && line.amount() != null ? line.amount().minor() : 0;
    }
}
