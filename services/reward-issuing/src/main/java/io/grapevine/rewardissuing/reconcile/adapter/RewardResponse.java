package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardThing;
import io.grapevine.events.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reward as the API shows it; {@code history} and {@code issues} oldest first, only where one reward is asked for. */
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
        @Nullable ReckoningResponse reckoning,
        @Nullable CouponResponse coupon,
        @Nullable RewardThing thing,
        RewardChanged.Status status,
        @Nullable String reason,
        @Nullable Instant releasableAt,
        @Nullable Instant releasedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant fulfilledAt,
        Instant changedAt,
        @Nullable List<ChangeResponse> history,
        @Nullable List<IssueResponse> issues) {

    /** Whose word led to a change: approve, reject, fulfil; {@code by} is a hint of the key, or {@code callback}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RulingResponse(
            String word,
            String by,
            @Nullable String person,
            @Nullable String reason,
            @Nullable String reference) {

        static RulingResponse of(RulingRow row) {
            return new RulingResponse(row.word(), row.saidBy(), row.person(), row.reason(), row.reference());
        }
    }

    /** A coupon or a thing that was handed over ({@code issued}) or is to be taken back ({@code recalled}). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IssueResponse(
            int sequence,
            String movement,
            @Nullable RewardThing thing,
            @Nullable String couponCode,
            Instant at) {

        static IssueResponse of(IssueRow row) {
            return new IssueResponse(row.sequence(), row.movement(), row.thing(), row.couponCode(), row.recordedAt());
        }
    }

    /**
     * How the amount came about.
     *
     * @param base what the percentage is of
     * @param percent the rate that held; absent for a fixed amount and where several rates were added up
     * @param wanted what the rule would have given, where a limit left less
     * @param cutBy that limit: cap_reached or budget_exhausted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReckoningResponse(
            Terms.@Nullable Money base,
            @Nullable BigDecimal percent,
            Terms.@Nullable Money wanted,
            @Nullable String cutBy) {

        static @Nullable ReckoningResponse of(RewardRow row) {
            if (row.wantedMinor() == null) return null;
            var wanted = row.cutBy() == null ? null : money(row.wantedMinor(), row.currency());
            return new ReckoningResponse(money(row.baseMinor(), row.currency()), row.percent(), wanted, row.cutBy());
        }
    }

    /** The discount, and its code once it may be used. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CouponResponse(
            @Nullable BigDecimal percent,
            Terms.@Nullable Money amount,
            @Nullable String pool,
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
            Instant at,
            @Nullable RulingResponse ruling) {

        static ChangeResponse of(ChangeRow row, @Nullable RulingRow ruling) {
            return new ChangeResponse(
                    row.sequence(),
                    row.status(),
                    row.reason(),
                    money(row.amountMinor(), row.currency()),
                    row.revision(),
                    row.transferId(),
                    row.changedAt(),
                    ruling == null ? null : RulingResponse.of(ruling));
        }
    }

    /** Without what led there. */
    static RewardResponse of(RewardRow row) {
        return of(row, null, List.of(), List.of());
    }

    static RewardResponse of(
            RewardRow row, @Nullable List<ChangeRow> history, List<RulingRow> rulings, List<IssueRow> issues) {
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
                ReckoningResponse.of(row),
                coupon(row),
                row.given() == null ? null : row.given().thing(),
                row.status(),
                row.reason(),
                row.releasableAt(),
                row.releasedAt(),
                row.expiresAt(),
                row.fulfilledAt(),
                row.changedAt(),
                history == null
                        ? null
                        : history.stream()
                                .map(change -> ChangeResponse.of(change, ledTo(change, rulings)))
                                .toList(),
                issues.isEmpty() ? null : issues.stream().map(IssueResponse::of).toList());
    }

    private static @Nullable RulingRow ledTo(ChangeRow change, List<RulingRow> rulings) {
        return rulings.stream()
                .filter(ruling -> ruling.sequence() == change.sequence())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable CouponResponse coupon(RewardRow row) {
        return Optional.ofNullable(row.coupon())
                .map(coupon -> new CouponResponse(
                        coupon.percent(),
                        coupon.amount(),
                        coupon.pool(),
                        row.releasedAt() == null ? null : row.couponCode()))
                .orElse(null);
    }

    private static Terms.@Nullable Money money(@Nullable Long minor, @Nullable String currency) {
        return minor == null || currency == null ? null : new Terms.Money(minor, currency);
    }
}
