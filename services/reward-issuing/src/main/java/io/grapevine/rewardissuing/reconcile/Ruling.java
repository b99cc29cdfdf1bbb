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

    /** Ends the hold at once. */
    static Ruling approve(Reward reward, Instant now) {
        return switch (reward.status()) {
            case HELD, REVIEW -> moved(reward, Verdict.APPROVED, reward.position(), now);
            case RELEASED, FULFILLED -> new Already(reward);
            case REFUSED, CLAWED_BACK, FROZEN, EXPIRED, WAITING_FOR_COUPON -> new Illegal(reward.status());
        };
    }

    /** Takes the reward back for good; what was paid or issued cannot be refused any more. */
    static Ruling reject(Reward reward, Instant now) {
        if (reward.verdict() == Verdict.REJECTED) return new Already(reward);
        return switch (reward.status()) {
            case HELD, REVIEW, RELEASED, FROZEN, WAITING_FOR_COUPON ->
                moved(reward, Verdict.REJECTED, reward.position(), now);
            case FULFILLED, REFUSED, CLAWED_BACK, EXPIRED -> new Illegal(reward.status());
        };
    }

    /** Records that what is payable has been paid. */
    static Ruling fulfil(Reward reward, Instant now) {
        return switch (reward.status()) {
            case RELEASED -> moved(reward, reward.verdict(), reward.position().paying(), now);
            case FULFILLED -> new Already(reward);
            case HELD, REVIEW, REFUSED, CLAWED_BACK, FROZEN, EXPIRED, WAITING_FOR_COUPON ->
                new Illegal(reward.status());
        };
    }

    private static Ruling moved(Reward reward, Verdict verdict, Position position, Instant now) {
        return switch (Reconcile.with(reward, reward.line(), verdict, position, now)) {
            case Changed change -> new Moved(change);
            case Reconciliation.Unchanged() -> new Already(reward);
        };
    }
}
