package io.grapevine.notification.message;

import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardThing;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reward as {@code GET /v1/rewards/{id}} shows it; {@code sequence} orders what is told about one reward.
 *
 * @param amount what is owed now, of points their number; null for what has no amount
 * @param coupon null unless a coupon has been issued
 * @param history every state so far, this one last
 */
public record RewardView(
        String id,
        int sequence,
        String programKey,
        int programVersion,
        String ruleId,
        String conversionId,
        int revision,
        @Nullable String orderId,
        @Nullable String customerId,
        RewardChanged.Beneficiary beneficiary,
        RewardKind kind,
        Terms.@Nullable Money amount,
        @Nullable Coupon coupon,
        @Nullable RewardThing thing,
        RewardChanged.Status status,
        @Nullable String reason,
        @Nullable Instant releasableAt,
        @Nullable Instant expiresAt,
        Instant changedAt,
        List<State> history)
        implements MessageData {

    public RewardView {
        history = List.copyOf(history);
    }

    /** What the beneficiary redeems. */
    public record Coupon(String code) {}

    /** A state the reward was in. */
    public record State(
            int sequence, String status, @Nullable String reason, Instant at) {}

    static RewardView of(RewardChanged reward, List<Change> changes) {
        var history = changes.stream()
                .map(change -> new State(change.sequence(), change.state(), change.reason(), change.at()))
                .toList();
        return new RewardView(
                reward.rewardId(),
                reward.sequence(),
                reward.programKey(),
                reward.programVersion(),
                reward.ruleId(),
                reward.conversionId(),
                reward.revision(),
                reward.orderId(),
                reward.customerId(),
                reward.beneficiary(),
                reward.kind(),
                amountOf(reward),
                reward.couponCode() == null ? null : new Coupon(reward.couponCode()),
                reward.thing(),
                reward.status(),
                reward.reason(),
                reward.releasableAt(),
                reward.expiresAt(),
                reward.changedAt(),
                history);
    }

    private static Terms.@Nullable Money amountOf(RewardChanged reward) {
        if (reward.amountMinor() == null || reward.currency() == null) return null;
        return new Terms.Money(reward.amountMinor(), reward.currency());
    }
}
