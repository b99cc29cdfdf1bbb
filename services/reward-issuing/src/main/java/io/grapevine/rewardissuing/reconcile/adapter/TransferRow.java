package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.rewardissuing.ledger.SealChain;
import io.grapevine.rewardissuing.ledger.Transfer;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A transfer as the books hold it. */
@JsonNaming(SnakeCaseStrategy.class)
record TransferRow(
        String tenantId, String transferId, String rewardId, int sequence, String programKey, Instant postedAt) {

    /** One side of it; {@code line} keeps the order that the seal commits to. */
    @JsonNaming(SnakeCaseStrategy.class)
    record EntryRow(
            String tenantId,
            String transferId,
            int line,
            String account,
            String programKey,
            String currency,
            long amountMinor,
            Instant postedAt) {}

    /** It waits for the sealer of its shard. */
    @JsonNaming(SnakeCaseStrategy.class)
    record UnsealedRow(String tenantId, String transferId, int shard, Instant postedAt) {}

    static Optional<TransferRow> of(String tenantId, Changed change) {
        return change.transfer()
                .map(transfer -> new TransferRow(
                        tenantId,
                        transfer.id(),
                        change.reward().id(),
                        change.reward().sequence(),
                        change.reward().line().programKey(),
                        change.reward().changedAt()));
    }

    static Stream<EntryRow> entries(String tenantId, Changed change) {
        return change.transfer().stream()
                .flatMap(transfer -> IntStream.range(0, transfer.entries().size())
                        .mapToObj(line -> entry(tenantId, change, transfer, line)));
    }

    UnsealedRow unsealed() {
        return new UnsealedRow(tenantId, transferId, SealChain.shardOf(rewardId), postedAt);
    }

    private static EntryRow entry(String tenantId, Changed change, Transfer transfer, int line) {
        var entry = transfer.entries().get(line);
        return new EntryRow(
                tenantId,
                transfer.id(),
                line,
                entry.account().name(),
                change.reward().line().programKey(),
                entry.currency(),
                entry.amountMinor(),
                change.reward().changedAt());
    }
}
