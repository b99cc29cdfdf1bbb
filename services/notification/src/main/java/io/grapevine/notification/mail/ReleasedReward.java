package io.grapevine.notification.mail;

import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.Optional;

/**
 * An advocate's reward that became payable: the one moment an advocate gets mail about. (rewardId, {@link #MOMENT}) names it for
 * ever, so that a redelivery, a replayed topic or a second release after a refund mails nothing again.
 *
 * @param worth see {@link Worth}
 */
public record ReleasedReward(
        String rewardId, String programKey, String participantId, String worth, Instant releasedAt) {

    public static final String MOMENT = "released";

    public ReleasedReward {
        if (rewardId.isEmpty()) throw new IllegalArgumentException("rewardId must not be empty");
    }

    /** Empty for every other change, and for rewards of friends and of people who are not enrolled: nobody knows their address. */
    public static Optional<ReleasedReward> in(Event<?> event) {
        return event.data() instanceof RewardChanged reward ? in(reward) : Optional.empty();
    }

    private static Optional<ReleasedReward> in(RewardChanged reward) {
        var participantId = reward.beneficiary().participantId();
        if (reward.status() != RewardChanged.Status.RELEASED
                || reward.beneficiary().role() == Terms.Role.FRIEND
                || participantId == null) return Optional.empty();
        var worth = Worth.of(reward.kind(), reward.amountMinor(), reward.currency(), reward.couponCode());
        return Optional.of(
                new ReleasedReward(reward.rewardId(), reward.programKey(), participantId, worth, reward.changedAt()));
    }
}
