package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardThing;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A coupon or a thing that was handed over or taken back. */
@JsonNaming(SnakeCaseStrategy.class)
record IssueRow(
        String tenantId,
        String rewardId,
        int sequence,
        String movement,
        RewardKind kind,
        @Nullable RewardThing thing,
        @Nullable String couponCode,
        Instant recordedAt) {

    static Optional<IssueRow> of(String tenantId, Changed change) {
        var reward = change.reward();
        return change.issuance()
                .map(issuance -> new IssueRow(
                        tenantId,
                        reward.id(),
                        reward.sequence(),
                        issuance.name().toLowerCase(Locale.ROOT),
                        reward.line().kind(),
                        reward.line().thing().orElse(null),
                        reward.couponCode(),
                        reward.changedAt()));
    }
}
