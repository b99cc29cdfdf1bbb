package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.RewardKind;
import io.grapevine.rewardissuing.payout.PayoutForm;
import io.grapevine.rewardissuing.payout.PayoutMethod;
import io.grapevine.rewardissuing.payout.PayoutStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A payout as the table holds it; {@code kinds} are words separated by spaces. */
@JsonNaming(SnakeCaseStrategy.class)
record PayoutRow(
        String tenantId,
        String payoutId,
        @Nullable String programKey,
        String currency,
        String method,
        String kinds,
        long minimumMinor,
        boolean more,
        @Nullable String scheduleKey,
        String status,
        Instant createdAt,
        @Nullable Instant approvedAt,
        @Nullable Instant exportedAt,
        @Nullable Instant endedAt) {

    static PayoutRow of(
            String tenantId,
            String payoutId,
            PayoutForm form,
            boolean more,
            @Nullable String scheduleKey,
            PayoutStatus status,
            Instant now) {
        return new PayoutRow(
                tenantId,
                payoutId,
                form.programKey(),
                form.currency(),
                form.method().wireName(),
                words(form.kinds()),
                form.minimumMinor(),
                more,
                scheduleKey,
                status.wireName(),
                now,
                null,
                null,
                null);
    }

    static String words(Set<RewardKind> kinds) {
        return kinds.stream().map(RewardKind::wireName).sorted().collect(Collectors.joining(" "));
    }

    PayoutStatus stands() {
        return PayoutStatus.valueOf(status.toUpperCase(Locale.ROOT));
    }

    PayoutMethod by() {
        return PayoutMethod.valueOf(method.toUpperCase(Locale.ROOT));
    }

    Set<RewardKind> of() {
        return Arrays.stream(kinds.split(" "))
                .map(word -> RewardKind.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
