package io.grapevine.rewardissuing.ledger.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.RecordColumns;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.ledger.Seal;
import io.grapevine.rewardissuing.ledger.SealChain;
import io.grapevine.rewardissuing.ledger.SealedTransfer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Seals transfers into the hash chain of their shard after they were posted, so that proving never serialises paying. An advisory
 * lock makes one sealer per shard; whoever does not get it leaves the shard to the one who has.
 */
@ApplicationScoped
class SealLedger {

    private static final Logger LOG = Logger.getLogger(SealLedger.class);
    // Hashing is cheap, the rows of a transaction are not: short enough to let go of the shard's lock soon.
    private static final int BATCH = 1000;

    private static final String WORKLIST = """
            select cast(jsonb_build_object('tenant_id', tenant_id, 'shard', shard, 'oldest', min(posted_at)) as text) \
            from ledger_unsealed group by tenant_id, shard order by min(posted_at)""";
    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtext('ledger_seals'), hashtext(:tenant || ' ' || :shard))";
    private static final String END = """
            select cast(to_jsonb(s) as text) from ledger_seals s where s.shard = :shard order by s.sequence desc limit 1""";
    private static final String UNSEALED = "select cast(" + LedgerRows.TRANSFER + """
             as text) from ledger_unsealed u join transfers t using (tenant_id, transfer_id) where u.shard = :shard \
            and u.tenant_id = (select current_setting('grapevine.tenant', true)) order by u.posted_at, u.transfer_id limit :most""";
    private static final RecordColumns<LedgerRows.SealRow> SEALS = RecordColumns.of(LedgerRows.SealRow.class);
    private static final String SEAL = "with given as materialized (select " + SEALS.named() + " from " + SEALS.rows()
            + """
            ), sealed as (delete from ledger_unsealed u using given g where u.transfer_id = g.transfer_id \
            and u.tenant_id = (select current_setting('grapevine.tenant', true))) \
            insert into ledger_seals (%1$s) select %1$s from given""".formatted(SEALS.names());

    @JsonNaming(SnakeCaseStrategy.class)
    private record Work(String tenantId, int shard, Instant oldest) {}

    private final TenantTransactions transactions;
    private final InstantSource clock;
    private final AtomicLong lagMillis;

    SealLedger(TenantTransactions transactions, InstantSource clock, MeterRegistry registry) {
        this.transactions = transactions;
        this.clock = clock;
        this.lagMillis = registry.gauge("grapevine.ledger.seal.lag.millis", new AtomicLong());
    }

    @Scheduled(every = "{grapevine.ledger.seal-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return transactions
                .presenting("worklist", "seals", SealLedger::worklist)
                .invoke(this::measure)
                .chain(this::sealAll)
                .onFailure()
                .invoke(failure -> LOG.warnf("transfers stay unsealed: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<List<Work>> worklist(Mutiny.StatelessSession session) {
        return session.createNativeQuery(WORKLIST, String.class)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> LedgerRows.read(row, Work.class))
                        .toList());
    }

    private void measure(List<Work> work) {
        var now = clock.instant();
        lagMillis.set(
                work.isEmpty()
                        ? 0
                        : Math.max(
                                0,
                                Duration.between(work.getFirst().oldest(), now).toMillis()));
    }

    private Uni<Void> sealAll(List<Work> work) {
        return Multi.createFrom()
                .iterable(work)
                .onItem()
                .transformToUniAndConcatenate(this::sealShard)
                .collect()
                .last();
    }

    /** What fails for one shard waits for its next turn and holds up no other. */
    private Uni<Void> sealShard(Work work) {
        return transactions
                .inTenant(work.tenantId(), session -> sealBatch(session, work))
                .repeat()
                .until(done -> done < BATCH)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("transfers of %s stay unsealed: %s", work.tenantId(), failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Integer> sealBatch(Mutiny.StatelessSession session, Work work) {
        return session.createNativeQuery(LOCK, Boolean.class)
                .setParameter("tenant", work.tenantId())
                .setParameter("shard", String.valueOf(work.shard()))
                .getSingleResult()
                .chain(locked ->
                        locked ? sealNext(session, work) : Uni.createFrom().item(0));
    }

    private Uni<Integer> sealNext(Mutiny.StatelessSession session, Work work) {
        return end(session, work.shard())
                .chain(end -> unsealed(session, work.shard()).map(end::seal))
                .chain(seals -> write(session, work.tenantId(), seals).replaceWith(seals.size()));
    }

    private static Uni<SealChain> end(Mutiny.StatelessSession session, int shard) {
        return session.createNativeQuery(END, String.class)
                .setParameter("shard", shard)
                .getSingleResultOrNull()
                .map(row ->
                        row == null ? SealChain.startOf(shard) : endAt(LedgerRows.read(row, LedgerRows.SealRow.class)));
    }

    private static SealChain endAt(LedgerRows.SealRow last) {
        return new SealChain(last.shard(), last.sequence(), last.hash());
    }

    private static Uni<List<SealedTransfer>> unsealed(Mutiny.StatelessSession session, int shard) {
        return session.createNativeQuery(UNSEALED, String.class)
                .setParameter("shard", shard)
                .setParameter("most", BATCH)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> LedgerRows.read(row, LedgerRows.TransferRow.class)
                                .toSealed())
                        .toList());
    }

    private Uni<Integer> write(Mutiny.StatelessSession session, String tenantId, List<Seal> seals) {
        var sealedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var rows = seals.stream()
                .map(seal -> LedgerRows.SealRow.of(tenantId, seal, sealedAt))
                .toList();
        return SEALS.write(session, SEAL, rows);
    }
}
