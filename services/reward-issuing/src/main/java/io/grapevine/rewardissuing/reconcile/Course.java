package io.grapevine.rewardissuing.reconcile;

import io.grapevine.events.RewardChanged.Status;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a reward is heading: what is owed, against what was moved so far.
 *
 * @param releasedAt when the hold ended; null if it has not
 */
record Course(
        RewardLine line,
        Position position,
        Verdict verdict,
        @Nullable Instant releasedAt) {

    /** Where it arrives at a time. */
    record Settled(
            Position position,
            Status status,
            @Nullable Reason reason,
            @Nullable Instant releasedAt) {}

    Settled settledAt(Instant now) {
        var released = releasedAt != null ? releasedAt : holdIsOver(now) ? now : null;
        var moved = moved(released);
        return new Settled(moved, status(moved, released), reason(), released);
    }

    private Position moved(@Nullable Instant released) {
        var thawed = position.thawing();
        if (released == null) return thawed.holding(owedMinor());
        var adjusted = releasedAt == null ? thawed.holding(owedMinor()).releasing() : thawed.adjusting(owedMinor());
        return isFrozen() || isInReview() ? adjusted.freezing() : adjusted;
    }

    private Status status(Position moved, @Nullable Instant released) {
        if (verdict == Verdict.REJECTED) return Status.REFUSED;
        return switch (line.standing()) {
            case REFUSED -> Status.REFUSED;
            case REVERSED -> Status.CLAWED_BACK;
            case WITHDRAWN -> released == null ? Status.REFUSED : Status.CLAWED_BACK;
            case FROZEN -> owes() ? Status.FROZEN : Status.CLAWED_BACK;
            case REVIEW -> owes() ? reviewed(moved, released) : Status.CLAWED_BACK;
            case DUE -> owes() ? due(moved, released) : Status.CLAWED_BACK;
        };
    }

    private Status reviewed(Position moved, @Nullable Instant released) {
        return isInReview() ? Status.REVIEW : due(moved, released);
    }

    private Status due(Position moved, @Nullable Instant released) {
        if (released == null) return Status.HELD;
        // Issuing a coupon uses the promise up; money stays released until it is paid.
        if (!line.kind().isMoney()) return Status.FULFILLED;
        return moved.paidMinor() > 0 && moved.payableMinor() <= 0 ? Status.FULFILLED : Status.RELEASED;
    }

    private @Nullable Reason reason() {
        if (verdict == Verdict.REJECTED) return Reason.REJECTED;
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
        return verdict == Verdict.APPROVED || line.releasableAt() == null || !now.isBefore(line.releasableAt());
    }

    private boolean owes() {
        return verdict != Verdict.REJECTED && line.owesAnything();
    }

    private boolean isFrozen() {
        return owes() && line.standing() == Standing.FROZEN;
    }

    /** A person who approves the reward itself has looked. */
    private boolean isInReview() {
        return owes() && line.standing() == Standing.REVIEW && verdict != Verdict.APPROVED;
    }

    private long owedMinor() {
        return owes() && line.amount() != null ? line.amount().minor() : 0;
    }
}
