package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reward as the API shows it; {@code history} oldest first, only where one reward is asked for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RewardResponse(
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
        @Nullable CouponResponse coupon,
        RewardChanged.Status status,
        @Nullable String reason,
        @Nullable Instant releasableAt,
        @Nullable Instant releasedAt,
        Instant changedAt,
        @Nullable List<ChangeResponse> history) {

    /** The discount, and its code once it may be used. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CouponResponse(
            @Nullable BigDecimal percent,
            Terms.@Nullable Money amount,
            @Nullable String code) {}

    /** What the reward was after one of its changes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeResponse(
            int sequence,
            RewardChanged.Status status,
            @Nullable String reason,
            Terms.@Nullable Money amount,
            int revision,
            @Nullable String transferId,
            Instant at) {

        static ChangeResponse of(ChangeRow row) {
            return new ChangeResponse(
                    row.sequence(),
                    row.status(),
                    row.reason(),
                    money(row.amountMinor(), row.currency()),
                    row.revision(),
                    row.transferId(),
                    row.changedAt());
        }
    }

    static RewardResponse of(RewardRow row, @Nullable List<ChangeRow> history) {
        return new RewardResponse(
                row.rewardId(),
                row.sequence(),
                row.programKey(),
                row.programVersion(),
                row.ruleId(),
                row.conversionId(),
                row.revision(),
                row.orderId(),
                row.customerId(),
                new RewardChanged.Beneficiary(row.role(), row.level(), row.participantId(), row.externalId()),
                row.kind(),
                money(row.amountMinor(), row.currency()),
                coupon(row),
                row.status(),
                row.reason(),
                row.releasableAt(),
                row.releasedAt(),
                row.changedAt(),
                history == null
                        ? null
                        : history.stream().map(ChangeResponse::of).toList());
    }

    private static @Nullable CouponResponse coupon(RewardRow row) {
        return Optional.ofNullable(row.coupon())
                .map(coupon -> new CouponResponse(
                        coupon.percent(), coupon.amount(), row.releasedAt() == null ? null : row.couponCode()))
                .orElse(null);
    }

    private static Terms.@Nullable Money money(@Nullable Long minor, @Nullable String currency) {
        return minor == null || currency == null ? null : new Terms.Money(minor, currency);
    }
}
