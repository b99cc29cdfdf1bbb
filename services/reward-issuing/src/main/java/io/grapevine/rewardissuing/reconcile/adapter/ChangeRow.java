package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.rewardissuing.ledger.Transfer;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a reward was after one of its changes. */
@JsonNaming(SnakeCaseStrategy.class)
record ChangeRow(
        String tenantId,
        String rewardId,
        int sequence,
        int revision,
        Status status,
        @Nullable String reason,
        @Nullable Long amountMinor,
        @Nullable String currency,
        @Nullable String transferId,
        Instant changedAt) {

    static ChangeRow of(String tenantId, Changed change) {
        var reward = change.reward();
        var amount = reward.line().amount();
        return new ChangeRow(
                tenantId,
                reward.id(),
                reward.sequence(),
                reward.line().revision(),
                reward.status(),
                Optional.ofNullable(reward.reason()).map(Reason::wireName).orElse(null),
                amount == null ? null : amount.minor(),
                amount == null ? null : amount.currency(),
                change.transfer().map(Transfer::id).orElse(null),
                reward.changedAt());
    }
}
