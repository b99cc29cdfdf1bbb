package io.grapevine.rewardissuing.ledger.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.EventJson;
import io.grapevine.rewardissuing.ledger.Account;
import io.grapevine.rewardissuing.ledger.Entry;
import io.grapevine.rewardissuing.ledger.Seal;
import io.grapevine.rewardissuing.ledger.SealedTransfer;
import io.grapevine.rewardissuing.ledger.Transfer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The books as queries answer them, one JSON text per row. */
final class LedgerRows {

    /** A transfer with its entries, in the order the seal commits to; {@code SELECT} names it {@code t}. */
    static final String TRANSFER = """
            json_build_object('tenant_id', t.tenant_id, 'transfer_id', t.transfer_id, 'program_key', t.program_key, \
            'reward_id', t.reward_id, \
            'sequence', t.sequence, 'posted_at', t.posted_at, 'entries', (select coalesce(json_agg(\
            json_build_object('account', e.account, 'currency', e.currency, 'amount_minor', e.amount_minor) order by e.line), \
            json_build_array()) from ledger_entries e where e.transfer_id = t.transfer_id))""";

    private LedgerRows() {}

    @JsonNaming(SnakeCaseStrategy.class)
    record EntryRow(String account, String currency, long amountMinor) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record TransferRow(
            String tenantId,
            String transferId,
            String programKey,
            String rewardId,
            int sequence,
            Instant postedAt,
            List<EntryRow> entries) {

        SealedTransfer toSealed() {
            var sides = entries.stream()
                    .map(entry -> new Entry(new Account(entry.account()), entry.currency(), entry.amountMinor()))
                    .toList();
            return new SealedTransfer(
                    tenantId, new Transfer(transferId, sides), programKey, rewardId, sequence, postedAt);
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record SealRow(
            String tenantId,
            int shard,
            long sequence,
            String transferId,
            String hash,
            Instant sealedAt,
            @Nullable Integer form) {

        static SealRow of(String tenantId, Seal seal, Instant sealedAt) {
            return new SealRow(
                    tenantId,
                    seal.shard(),
                    seal.sequence(),
                    seal.transferId(),
                    seal.hash(),
                    sealedAt,
                    seal.form().number());
        }

        Seal toSeal() {
            return new Seal(shard, sequence, transferId, hash, Seal.Form.of(form));
        }
    }

    static <R> R read(String row, Class<R> type) {
        try {
            return EventJson.mapper().readValue(row, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the books hold no " + type.getSimpleName(), e);
        }
    }
}
