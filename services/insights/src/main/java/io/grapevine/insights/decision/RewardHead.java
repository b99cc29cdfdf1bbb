package io.grapevine.insights.decision;

import io.grapevine.events.RewardChanged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What insights keeps of a reward: its state as of one sequence number. */
public record RewardHead(
        String tenantId,
        String rewardId,
        int sequence,
        String programKey,
        String conversionId,
        String role,
        String kind,
        String status,
        @Nullable Long amountMinor,
        @Nullable String currency,
        Instant changedAt) {

    public static RewardHead of(String tenantId, RewardChanged changed) {
        return new RewardHead(
                tenantId,
                changed.rewardId(),
                changed.sequence(),
                changed.programKey(),
                changed.conversionId(),
                changed.beneficiary().role().wireName(),
                changed.kind().wireName(),
                changed.status().wireName(),
                changed.amountMinor(),
                changed.currency(),
                changed.changedAt());
    }
}
