package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.money.MinorAmount;
import io.grapevine.rewardissuing.owed.Given;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.Reckoning;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Standing;
import io.grapevine.rewardissuing.reconcile.Position;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.grapevine.rewardissuing.reconcile.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A reward as the table holds it. */
@JsonNaming(SnakeCaseStrategy.class)
record RewardRow(
        String tenantId,
        String rewardId,
        int sequence,
        String conversionId,
        String ruleId,
        Terms.Role role,
        int level,
        String externalId,
        String programKey,
        int programVersion,
        int revision,
        @Nullable String orderId,
        @Nullable String customerId,
        @Nullable String participantId,
        RewardKind kind,
        @Nullable Long amountMinor,
        @Nullable String currency,
        Terms.@Nullable Coupon coupon,
        @Nullable String couponCode,
        String standing,
        @Nullable String standingReason,
        @Nullable Instant releasableAt,
        long heldMinor,
        long releasedMinor,
        long clawedBackMinor,
        long paidMinor,
        long frozenMinor,
        String verdict,
        Status status,
        @Nullable String reason,
        @Nullable Instant releasedAt,
        Instant changedAt,
        @Nullable Given given,
        @Nullable Instant fulfilledAt,
        @Nullable Instant expiresAt,
        @Nullable Long baseMinor,
        @Nullable BigDecimal percent,
        @Nullable Long wantedMinor,
        @Nullable String cutBy) {

    static RewardRow of(String tenantId, Reward reward) {
        var line = reward.line();
        var position = reward.position();
        var reckoning = line.reckoning();
        return new RewardRow(
                tenantId,
                reward.id(),
                reward.sequence(),
                line.key().conversionId(),
                line.key().ruleId(),
                line.key().role(),
                line.key().level(),
                line.key().externalId(),
                line.programKey(),
                line.programVersion(),
                line.revision(),
                line.orderId(),
                line.customerId(),
                line.participantId(),
                line.kind(),
                line.amount() == null ? null : line.amount().minor(),
                line.amount() == null ? null : line.amount().currency(),
                line.coupon(),
                reward.couponCode(),
                word(line.standing()),
                word(line.reason()),
                line.releasableAt(),
                position.heldMinor(),
                position.releasedMinor(),
                position.clawedBackMinor(),
                position.paidMinor(),
                position.frozenMinor(),
                word(reward.verdict()),
                reward.status(),
                word(reward.reason()),
                reward.releasedAt(),
                reward.changedAt(),
                line.given(),
                reward.fulfilledAt(),
                reward.expiresAt().orElse(null),
                reckoning == null ? null : reckoning.baseMinor(),
                reckoning == null ? null : reckoning.percent(),
                reckoning == null ? null : reckoning.wantedMinor(),
                reckoning == null ? null : word(reckoning.cutBy()));
    }

    Reward toReward() {
        return new Reward(
                rewardId,
                sequence,
                line(),
                new Position(heldMinor, releasedMinor, clawedBackMinor, paidMinor, frozenMinor),
                Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                status,
                reason == null ? null : Reason.named(reason),
                couponCode,
                releasedAt,
                changedAt,
                fulfilledAt);
    }

    private RewardLine line() {
        return new RewardLine(
                new RewardKey(conversionId, ruleId, role, level, externalId),
                programKey,
                programVersion,
                revision,
                orderId,
                customerId,
                participantId,
                kind,
                amountMinor == null || currency == null ? null : new MinorAmount(amountMinor, currency),
                coupon,
                Standing.valueOf(standing.toUpperCase(Locale.ROOT)),
                standingReason == null ? null : Reason.named(standingReason),
                releasableAt,
                given,
                reckoning());
    }

    private @Nullable Reckoning reckoning() {
        return wantedMinor == null
                ? null
                : new Reckoning(baseMinor, percent, wantedMinor, cutBy == null ? null : Reason.named(cutBy));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String word(@Nullable Reason reason) {
        return reason == null ? null : reason.wireName();
    }
}
