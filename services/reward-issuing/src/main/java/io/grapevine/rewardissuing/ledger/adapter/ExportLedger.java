package io.grapevine.rewardissuing.ledger.adapter;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.ledger.adapter.ExportLines.Beginning;
import io.grapevine.rewardissuing.ledger.adapter.ExportLines.End;
import io.grapevine.rewardissuing.ledger.adapter.ExportLines.SealedRow;
import io.grapevine.rewardissuing.ledger.adapter.ProveLedger.Head;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes a tenant's sealed ledger out, chain by chain, page by page, each in a transaction of its own: what is sealed never changes, so the
 * pages fit together without a snapshot that would be held for as long as a slow reader takes.
 */
@ApplicationScoped
class ExportLedger {

    // A few hundred kilobytes of text: what one export holds in memory.
    private static final int PAGE = 500;

    private static final String HEADS = """
            select cast(jsonb_build_object('shard', s.shard, 'sequence', s.sequence, 'hash', s.hash) as text) \
            from ledger_seals s join (select shard, max(sequence) as sequence from ledger_seals group by shard) as last \
            on last.shard = s.shard and last.sequence = s.sequence order by s.shard""";
    private static final String PAGE_OF_CHAIN = """
            select cast(jsonb_build_object('shard', s.shard, 'sequence', s.sequence, 'hash', s.hash, 'form', s.form, 'previous', \
            (select p.hash from ledger_seals p where p.tenant_id = s.tenant_id and p.shard = s.shard and p.sequence = s.sequence - 1), \
            'transfer',\s""" + LedgerRows.TRANSFER + """
            ) as text) from ledger_seals s join transfers t on t.tenant_id = s.tenant_id and t.transfer_id = s.transfer_id \
            where s.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and s.shard = :shard and s.sequence > :after and s.sequence <= :last order by s.sequence limit :most""";

    private final TenantTransactions transactions;
    private final InstantSource clock;

    ExportLedger(TenantTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Up to where the chains end now; each item is many lines. */
    Multi<String> of(String tenantId) {
        return transactions
                .inTenant(tenantId, ExportLedger::heads)
                .onItem()
                .transformToMulti(heads -> Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().item(ExportLines.line(Beginning.of(tenantId, clock.instant()))),
                                Multi.createFrom()
                                        .iterable(heads)
                                        .onItem()
                                        .transformToMultiAndConcatenate(head -> chain(tenantId, head)),
                                Multi.createFrom().item(ExportLines.line(End.of(heads)))));
    }

    private Multi<String> chain(String tenantId, Head head) {
        return Multi.createBy()
                .repeating()
                .uni(
                        AtomicLong::new,
                        after -> transactions
                                .inTenant(tenantId, session -> page(session, head, after.get()))
                                .invoke(rows -> after.set(last(rows))))
                .until(List::isEmpty)
                .map(ExportLines::lines);
    }

    private static long last(List<SealedRow> rows) {
        return rows.isEmpty() || rows.getLast().sequence() == null
                ? Long.MAX_VALUE
                : rows.getLast().sequence();
    }

    private static Uni<List<Head>> heads(Mutiny.StatelessSession session) {
        return session.createNativeQuery(HEADS, String.class)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> LedgerRows.read(row, Head.class))
                        .toList());
    }

    private static Uni<List<SealedRow>> page(Mutiny.StatelessSession session, Head head, long after) {
        return session.createNativeQuery(PAGE_OF_CHAIN, String.class)
                .setParameter("shard", head.shard())
                .setParameter("after", after)
                .setParameter("last", head.sequence())
                .setParameter("most", PAGE)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> LedgerRows.read(row, SealedRow.class))
                        .toList());
    }
}
