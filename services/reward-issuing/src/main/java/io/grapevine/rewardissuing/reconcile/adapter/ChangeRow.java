package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.rewardissuing.ledger.Transfer;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.Reckoning;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a reward was after one of its changes, and as it was told; changes older than {@code event} have none. */
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
        Instant changedAt,
        @Nullable Long beneficiarySequence,
        @Nullable RewardChanged event,
        @Nullable String correlationId,
        @Nullable HowRow reckoning) {

    /** How the amount came about then; the reward itself only knows how it does now. */
    record HowRow(
            @Nullable Long baseMinor,
            @Nullable BigDecimal percent,
            long wantedMinor,
            @Nullable String cutBy) {

        static HowRow of(Reckoning reckoning) {
            return new HowRow(
                    reckoning.baseMinor(),
                    reckoning.percent(),
                    reckoning.wantedMinor(),
                    Optional.ofNullable(reckoning.cutBy()).map(Reason::wireName).orElse(null));
        }
    }

    static ChangeRow of(String tenantId, Changed change, Event<RewardChanged> event) {
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
                reward.changedAt(),
                event.data().beneficiarySequence(),
                event.data(),
                event.correlationId(),
                Optional.ofNullable(reward.line().reckoning()).map(HowRow::of).orElse(null));
    }
}
