package io.grapevine.rewardissuing.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people, payments and pools made of a reward so far; the rules go on under it.
 *
 * @param position in the unit of the reward's amount; nothing for what has none
 * @param couponCode null for what is no coupon, and for one that waits for a code of its pool
 * @param fulfilledAt when what has no amount was handed over, for good; null before
 */
record Handled(
        Verdict verdict,
        Position position,
        @Nullable String couponCode,
        @Nullable Instant fulfilledAt) {

    static Handled byNobody(@Nullable String couponCode) {
        return new Handled(Verdict.NONE, Position.NOTHING, couponCode, null);
    }

    static Handled of(Reward reward) {
        return new Handled(reward.verdict(), reward.position(), reward.couponCode(), reward.fulfilledAt());
    }

    Handled ruled(Verdict by) {
        return new Handled(by, position, couponCode, fulfilledAt);
    }

    Handled at(Position moved) {
        return new Handled(verdict, moved, couponCode, fulfilledAt);
    }

    Handled withCode(String code) {
        return new Handled(verdict, position, code, fulfilledAt);
    }

    Handled fulfilled(Instant at) {
        return new Handled(verdict, position, couponCode, at);
    }
}
