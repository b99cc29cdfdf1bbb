package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.rewardissuing.payout.LineStatus;
import io.grapevine.rewardissuing.payout.Payee;
import io.grapevine.rewardissuing.payout.ProposedLine;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person's part of a payout as the table holds it. */
@JsonNaming(SnakeCaseStrategy.class)
record LineRow(
        String tenantId,
        String lineId,
        String payoutId,
        String externalId,
        long amountMinor,
        long bookedMinor,
        @Nullable Integer account,
        @Nullable String accountHint,
        String status,
        @Nullable String reason,
        Instant changedAt) {

    /** What one reward adds to it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ItemRow(
            String tenantId,
            String lineId,
            String rewardId,
            String programKey,
            long amountMinor,
            long bookedMinor,
            boolean open) {}

    static LineRow of(String tenantId, String payoutId, ProposedLine line, @Nullable Payee payee, Instant now) {
        var reason = line.reason();
        return new LineRow(
                tenantId,
                Identifier.next("pyl"),
                payoutId,
                line.externalId(),
                line.amountMinor(),
                0,
                payee == null ? null : payee.account(),
                payee == null ? null : payee.hint(),
                (line.isBlocked() ? LineStatus.BLOCKED : LineStatus.PROPOSED).wireName(),
                reason == null ? null : reason.wireName(),
                now);
    }

    /** What it reserves; a blocked line reserves nothing. */
    Stream<ItemRow> items(ProposedLine line) {
        if (line.isBlocked()) return Stream.of();
        return line.items().stream()
                .map(item -> new ItemRow(tenantId, lineId, item.rewardId(), item.programKey(), item.minor(), 0, true));
    }

    LineStatus stands() {
        return LineStatus.valueOf(status.toUpperCase(Locale.ROOT));
    }
}
