package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.rewardissuing.ledger.SealChain;
import io.grapevine.rewardissuing.ledger.Transfer;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A transfer as the books hold it.
 *
 * @param shard whose sealer it waits for
 */
record TransferRow(
        String tenantId,
        String transferId,
        String rewardId,
        int sequence,
        String programKey,
        Instant postedAt,
        int shard) {

    /** One side of it; {@code line} keeps the order that the seal commits to. */
    record EntryRow(String transferId, int line, String account, String currency, long amountMinor) {}

    static Optional<TransferRow> of(String tenantId, Changed change) {
        var reward = change.reward();
        return change.transfer()
                .map(transfer -> new TransferRow(
                        tenantId,
                        transfer.id(),
                        reward.id(),
                        reward.sequence(),
                        reward.line().programKey(),
                        reward.changedAt(),
                        SealChain.shardOf(reward.id())));
    }

    static Stream<EntryRow> entries(Changed change) {
        return change.transfer().stream()
                .flatMap(transfer ->
                        IntStream.range(0, transfer.entries().size()).mapToObj(line -> entry(transfer, line)));
    }

    private static EntryRow entry(Transfer transfer, int line) {
        var entry = transfer.entries().get(line);
        return new EntryRow(transfer.id(), line, entry.account().name(), entry.currency(), entry.amountMinor());
    }
}
