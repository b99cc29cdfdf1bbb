package io.grapevine.rewardissuing.ledger.adapter;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.ledger.Period;
import io.grapevine.rewardissuing.ledger.adapter.ExportLines.Beginning;
import io.grapevine.rewardissuing.ledger.adapter.ExportLines.End;
import io.grapevine.rewardissuing.ledger.adapter.ExportLines.SealedRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes one account's statement out: what it had, the transfers that moved it, whole and with their seals, and what it had then. Each hash
 * can be made again from the line it stands in, so a statement is proven against the ledger's own export, or any seal of it kept elsewhere.
 */
@ApplicationScoped
class ExportAccount {

    // A few hundred kilobytes of text: what one export holds in memory.
    private static final int PAGE = 500;

    private static final String SUMS_BEFORE = """
            select cast(jsonb_build_object('currency', currency, 'minor', sum(amount_minor)) as text) from ledger_entries \
            where tenant_id = (select current_setting('grapevine.tenant', true)) and account = :account \
            and posted_at < :at group by currency""";
    // In the order of booking, which has an index; a transfer that moves the account in two currencies comes once.
    private static final String PAGE_OF_ACCOUNT = """
            select cast(jsonb_build_object('entry', e.entry_id, 'shard', s.shard, 'sequence', s.sequence, 'hash', s.hash, 'form', s.form, \
            'previous', (select p.hash from ledger_seals p where p.tenant_id = s.tenant_id and p.shard = s.shard \
            and p.sequence = s.sequence - 1), 'transfer',\s""" + LedgerRows.TRANSFER + """
            ) as text) from ledger_entries e join transfers t on t.tenant_id = e.tenant_id and t.transfer_id = e.transfer_id \
            left join ledger_seals s on s.tenant_id = e.tenant_id and s.transfer_id = e.transfer_id \
            where e.tenant_id = (select current_setting('grapevine.tenant', true)) and e.account = :account \
            and e.entry_id > :after and e.posted_at >= :from and e.posted_at < :to \
            and not exists (select from ledger_entries f where f.tenant_id = e.tenant_id and f.transfer_id = e.transfer_id \
            and f.account = e.account and f.entry_id < e.entry_id) order by e.entry_id limit :most""";

    private final TenantTransactions transactions;
    private final InstantSource clock;

    ExportAccount(TenantTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Sum(String currency, long minor) {}

    private record Position(long entry) {}

    private record Page(List<SealedRow> rows, long last) {}

    /** What was written so far. */
    private static final class Progress {
        private long after;
        private long transfers;

        void add(Page page) {
            after = page.last();
            transfers += page.rows().size();
        }
    }

    /** Each item is many lines. */
    Multi<String> of(String tenantId, String account, Period period) {
        var progress = new Progress();
        return Multi.createBy()
                .concatenating()
                .streams(
                        line(() -> sums(tenantId, account, period.from())
                                .map(opening -> Beginning.of(tenantId, clock.instant(), account, period, opening))),
                        pages(tenantId, account, period, progress),
                        line(() -> sums(tenantId, account, period.to())
                                .map(closing -> End.of(progress.transfers, closing))));
    }

    private Multi<String> pages(String tenantId, String account, Period period, Progress progress) {
        return Multi.createBy()
                .repeating()
                .uni(() -> transactions
                        .inTenant(tenantId, session -> page(session, account, period, progress.after))
                        .invoke(progress::add))
                .until(page -> page.rows().isEmpty())
                .map(page -> ExportLines.lines(page.rows()));
    }

    private static Multi<String> line(Supplier<Uni<?>> content) {
        return Uni.createFrom()
                .deferred(() -> content.get().map(ExportLines::line))
                .toMulti();
    }

    private Uni<Map<String, Long>> sums(String tenantId, String account, Instant before) {
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(SUMS_BEFORE, String.class)
                        .setParameter("account", account)
                        .setParameter("at", before)
                        .getResultList()
                        .map(rows -> rows.stream()
                                .map(row -> LedgerRows.read(row, Sum.class))
                                .collect(Collectors.toMap(Sum::currency, Sum::minor, Math::addExact, TreeMap::new))));
    }

    private static Uni<Page> page(Mutiny.StatelessSession session, String account, Period period, long after) {
        return session.createNativeQuery(PAGE_OF_ACCOUNT, String.class)
                .setParameter("account", account)
                .setParameter("after", after)
                .setParameter("from", period.from())
                .setParameter("to", period.to())
                .setParameter("most", PAGE)
                .getResultList()
                .map(rows -> new Page(
                        rows.stream()
                                .map(row -> LedgerRows.read(row, SealedRow.class))
                                .toList(),
                        rows.isEmpty()
                                ? after
                                : LedgerRows.read(rows.getLast(), Position.class)
                                        .entry()));
    }
}
