package io.grapevine.rewardissuing.ledger.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.EventJson;
import io.grapevine.rewardissuing.ledger.Period;
import io.grapevine.rewardissuing.ledger.Seal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an exported ledger, one JSON object each: a beginning, transfers with their seals, an end. What a seal's hash is taken over
 * stands in the module's README, so that a file can be verified by whoever has it.
 */
final class ExportLines {

    /** How the hashes are made; a verifier refuses a form that it does not know. */
    private static final int FORM = Seal.Form.NAMING_THE_TENANT.number();

    private ExportLines() {}

    /** @param opening what an account had before {@code from}, by currency; only in an account's statement */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Beginning(
            String type,
            int form,
            String tenantId,
            Instant exportedAt,
            @Nullable String account,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Map<String, Long> opening) {

        static Beginning of(String tenantId, Instant exportedAt) {
            return new Beginning(
                    "ledger", FORM, tenantId, exportedAt.truncatedTo(ChronoUnit.MILLIS), null, null, null, null);
        }

        static Beginning of(
                String tenantId, Instant exportedAt, String account, Period period, Map<String, Long> opening) {
            return new Beginning(
                    "statement",
                    FORM,
                    tenantId,
                    exportedAt.truncatedTo(ChronoUnit.MILLIS),
                    account,
                    period.from(),
                    period.to(),
                    opening);
        }
    }

    /** A transfer as it is and the seal that commits to it, whose form is 1 unless it says another; without seal where the sealer has not come by yet. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TransferLine(
            String type,
            @Nullable Integer shard,
            @Nullable Long sequence,
            @Nullable String previous,
            @Nullable String hash,
            @Nullable Integer form,
            String transferId,
            String programKey,
            String rewardId,
            int change,
            Instant postedAt,
            List<EntryLine> entries) {}

    record EntryLine(String account, String currency, long amountMinor) {}

    /** Where the chains ended when the export began, or what the account had at the end of the period. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record End(
            String type,
            long transfers,
            @Nullable List<ProveLedger.Head> heads,
            @Nullable Map<String, Long> closing) {

        static End of(List<ProveLedger.Head> heads) {
            var transfers = heads.stream().mapToLong(ProveLedger.Head::sequence).sum();
            return new End("end", transfers, heads, null);
        }

        static End of(long transfers, Map<String, Long> closing) {
            return new End("end", transfers, null, closing);
        }
    }

    /** A transfer and its seal as a query answers them. */
    @JsonNaming(SnakeCaseStrategy.class)
    record SealedRow(
            @Nullable Integer shard,
            @Nullable Long sequence,
            @Nullable String previous,
            @Nullable String hash,
            @Nullable Integer form,
            LedgerRows.TransferRow transfer) {

        TransferLine toLine() {
            var entries = transfer.entries().stream()
                    .map(entry -> new EntryLine(entry.account(), entry.currency(), entry.amountMinor()))
                    .toList();
            return new TransferLine(
                    "transfer",
                    shard,
                    sequence,
                    previous,
                    hash,
                    form,
                    transfer.transferId(),
                    transfer.programKey(),
                    transfer.rewardId(),
                    transfer.sequence(),
                    transfer.postedAt(),
                    entries);
        }
    }

    /** A page of transfers; no newline follows the last, the answer puts one after every item. */
    static String lines(List<SealedRow> rows) {
        return rows.stream().map(row -> line(row.toLine())).collect(Collectors.joining("\n"));
    }

    static String line(Object line) {
        try {
            return EventJson.mapper().writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the line cannot be written as JSON", e);
        }
    }
}
