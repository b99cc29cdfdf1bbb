package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.reconcile.Reward;
import java.util.Map;
import java.util.Optional;

/** A reward's change as downstream systems see it; its id is the reward's and the change's number, so a repetition is known. */
final class RewardEvents {

    private static final String SOURCE = "reward-issuing";

    private RewardEvents() {}

    static Event<RewardChanged> of(String tenantId, Reward reward, Map<String, String> correlations) {
        return Event.stated(
                tenantId,
                reward.id() + ":" + reward.sequence(),
                SOURCE,
                reward.changedAt(),
                correlations.get(reward.line().key().conversionId()),
                data(reward));
    }

    private static RewardChanged data(Reward reward) {
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
                reward.changedAt());
    }
}
