package io.grapevine.rewardissuing.reconcile;

import io.grapevine.events.RewardChanged.Status;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import java.time.Instant;

/** What comes of a person's word about a reward. */
public sealed interface Ruling {

    /** It moved. */
    record Moved(Changed change) implements Ruling {}

    /** It had been said before. */
    record Already(Reward reward) implements Ruling {}

    /** From this state there is no such way. */
    record Illegal(Status from) implements Ruling {}

    /**
     * Says the yes that was missing, and then the hold goes on; of a reward that needed none, ends the hold at once. Said again it changes
     * nothing, so that no second click cuts a return period short.
     */
    static Ruling approve(Reward reward, Instant now) {
        return switch (reward.status()) {
            case HELD, REVIEW -> approved(reward, now);
            case RELEASED, FULFILLED, WAITING_FOR_COUPON -> new Already(reward);
            case REFUSED, CLAWED_BACK, FROZEN, EXPIRED -> new Illegal(reward.status());
        };
    }

    private static Ruling approved(Reward reward, Instant now) {
        if (reward.awaitsApproval()) return moved(reward, Handled.of(reward).ruled(Verdict.CLEARED), now);
        if (reward.status() == Status.HELD && reward.verdict() == Verdict.CLEARED) return new Already(reward);
        return moved(reward, Handled.of(reward).ruled(Verdict.APPROVED), now);
    }

    /** Takes the reward back for good; what was paid or issued cannot be refused any more. */
    static Ruling reject(Reward reward, Instant now) {
        if (reward.verdict() == Verdict.REJECTED) return new Already(reward);
        return switch (reward.status()) {
            case HELD, REVIEW, RELEASED, FROZEN, WAITING_FOR_COUPON ->
                moved(reward, Handled.of(reward).ruled(Verdict.REJECTED), now);
            case FULFILLED, REFUSED, CLAWED_BACK, EXPIRED -> new Illegal(reward.status());
        };
    }

    /** Records that what is payable has been paid, what was given has been handed over, or a coupon has been redeemed. */
    static Ruling fulfil(Reward reward, Instant now) {
        return switch (reward.status()) {
            case RELEASED -> moved(reward, fulfilled(reward, now), now);
            case FULFILLED -> new Already(reward);
            case HELD, REVIEW, REFUSED, CLAWED_BACK, FROZEN, EXPIRED, WAITING_FOR_COUPON ->
                new Illegal(reward.status());
        };
    }

    private static Handled fulfilled(Reward reward, Instant now) {
        var handled = Handled.of(reward);
        return reward.line().kind().isBooked() ? handled.at(reward.position().paying()) : handled.fulfilled(now);
    }

    private static Ruling moved(Reward reward, Handled handled, Instant now) {
        return switch (Reconcile.with(reward, reward.line(), handled, now)) {
            case Changed change -> new Moved(change);
            case Reconciliation.Unchanged() -> new Already(reward);
        };
    }
}
