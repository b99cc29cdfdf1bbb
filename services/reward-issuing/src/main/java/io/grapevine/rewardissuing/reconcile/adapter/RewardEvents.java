package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reward;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reward's change as downstream systems see it; its id is the reward's and the change's number, so a repetition is known. */
final class RewardEvents {

    private static final String SOURCE = "reward-issuing";

    private RewardEvents() {}

    /** @param number the change's place among everything told about the beneficiary */
    static Event<RewardChanged> of(String tenantId, Changed change, long number, Map<String, String> correlations) {
        var reward = change.reward();
        return Event.stated(
                tenantId,
                reward.id() + ":" + reward.sequence(),
                SOURCE,
                reward.changedAt(),
                correlations.get(reward.line().key().conversionId()),
                data(reward, number, change.before()));
    }

    private static RewardChanged data(Reward reward, long number, @Nullable Reward before) {
        var line = reward.line();
        var key = line.key();
        return new RewardChanged(
                reward.id(),
                reward.sequence(),
                line.programKey(),
                line.programVersion(),
                key.ruleId(),
                key.conversionId(),
                line.revision(),
                line.orderId(),
                line.customerId(),
                new RewardChanged.Beneficiary(key.role(), key.level(), line.participantId(), key.externalId()),
                line.kind(),
                line.amount() == null ? null : line.amount().minor(),
                line.amount() == null ? null : line.amount().currency(),
                reward.issuedCouponCode().orElse(null),
                reward.status(),
                Optional.ofNullable(reward.reason()).map(Reason::wireName).orElse(null),
                line.releasableAt(),
                reward.changedAt(),
                line.thing().orElse(null),
                reward.expiresAt().orElse(null),
                number,
                before == null ? null : before(before));
    }

    private static RewardChanged.Before before(Reward reward) {
        var amount = reward.line().amount();
        return new RewardChanged.Before(
                reward.status(),
                Optional.ofNullable(reward.reason()).map(Reason::wireName).orElse(null),
                amount == null ? null : amount.minor(),
                amount == null ? null : amount.currency(),
                reward.line().releasableAt());
    }
}
