package io.grapevine.notification.message;

import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reward as {@code GET /v1/rewards/{id}} shows it.
 *
 * @param amount what is owed now; null for a coupon
 * @param coupon null unless a coupon has been issued
 * @param history every state so far, this one last
 */
public record RewardView(
        String id,
        String programKey,
        int programVersion,
        String ruleId,
        String conversionId,
        int revision,
        @Nullable String orderId,
        @Nullable String customerId,
        Beneficiary beneficiary,
        RewardKind kind,
        @Nullable Money amount,
        @Nullable Coupon coupon,
        RewardChanged.Status status,
        @Nullable String reason,
        @Nullable Instant releasableAt,
        List<State> history)
        implements MessageData {

    public RewardView {
        history = List.copyOf(history);
    }

    /** Who receives; a friend who never enrolled has no participant. */
    public record Beneficiary(
            Terms.Role role, int level, @Nullable String participantId, String externalId) {}

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
                reward.programKey(),
                reward.programVersion(),
                reward.ruleId(),
                reward.conversionId(),
                reward.revision(),
                reward.orderId(),
                reward.customerId(),
                beneficiaryOf(reward),
                reward.kind(),
                amountOf(reward),
                reward.couponCode() == null ? null : new Coupon(reward.couponCode()),
                reward.status(),
                reward.reason(),
                reward.releasableAt(),
                history);
    }

    private static Beneficiary beneficiaryOf(RewardChanged reward) {
        var beneficiary = reward.beneficiary();
        return new Beneficiary(
                beneficiary.role(), beneficiary.level(), beneficiary.participantId(), beneficiary.externalId());
    }

    private static @Nullable Money amountOf(RewardChanged reward) {
        if (reward.amountMinor() == null || reward.currency() == null) return null;
        return new Money(reward.amountMinor(), reward.currency());
    }
}
