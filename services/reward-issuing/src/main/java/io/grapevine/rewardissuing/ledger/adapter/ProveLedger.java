package io.grapevine.rewardissuing.ledger.adapter;

import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.rewardissuing.ledger.Seal;
import io.grapevine.rewardissuing.ledger.SealChain;
import io.grapevine.rewardissuing.ledger.SealedTransfer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Proves one tenant's books from what the tables say: sums, balances, completeness and every hash chain. */
final class ProveLedger {

    // Bounds the memory of a proof, whatever the length of the chain.
    private static final int PAGE = 1000;

    private static final String SUMS = """
            select cast(jsonb_build_object('currency', currency, 'minor', sum(amount_minor)) as text) \
            from ledger_entries group by currency order by currency""";
    private static final String UNBALANCED = """
            select cast(count(*) as bigint) from (select transfer_id from ledger_entries \
            group by transfer_id, currency having sum(amount_minor) <> 0) as wrong""";
    // A balance is the negated sum of what its accounts were credited with, program by program.
    private static final String DRIFTED = """
            select cast(count(*) as bigint) from (\
            select external_id, program_key, currency, 'held' as purpose, sum(held_minor) as minor from balances \
            group by external_id, program_key, currency union all \
            select external_id, program_key, currency, 'payable', sum(released_minor - paid_minor - clawed_back_minor) \
            from balances group by external_id, program_key, currency) as b full join (\
            select substr(account, strpos(account, ':') + 1) as external_id, program_key, currency, \
            split_part(account, ':', 1) as purpose, -sum(amount_minor) as minor from ledger_entries \
            where account like 'held:%' or account like 'payable:%' group by 1, 2, 3, 4) as e \
            using (external_id, program_key, currency, purpose) where coalesce(b.minor, 0) <> coalesce(e.minor, 0)""";
    private static final String UNSEALED_COUNT = "select cast(count(*) as bigint) from ledger_unsealed";
    private static final String NEITHER = """
            select cast(count(*) as bigint) from transfers t where not exists \
            (select from ledger_seals s where s.transfer_id = t.transfer_id) and not exists \
            (select from ledger_unsealed u where u.transfer_id = t.transfer_id and u.tenant_id = t.tenant_id)""";
    // What no hash holds must follow from what one does: an entry's program and time are its transfer's, its lines
    // count
    // from 0.
    private static final String MISSHAPEN = """
            select cast(count(*) as bigint) from (select t.transfer_id from transfers t left join ledger_entries e \
            on e.tenant_id = t.tenant_id and e.transfer_id = t.transfer_id group by t.transfer_id having count(e.line) < 2 \
            or min(e.line) <> 0 or max(e.line) <> count(*) - 1 \
            or bool_or(e.program_key <> t.program_key or e.posted_at <> t.posted_at)) as wrong""";
    // A queue entry that leads nowhere, or twice to a seal, would stop its shard's sealer for good.
    private static final String MISQUEUED = """
            select cast(count(*) as bigint) from ledger_unsealed u where not exists (select from transfers t \
            where t.tenant_id = u.tenant_id and t.transfer_id = u.transfer_id) or exists (select from ledger_seals s \
            where s.tenant_id = u.tenant_id and s.transfer_id = u.transfer_id)""";
    private static final String SEAL_COUNT = "select cast(count(*) as bigint) from ledger_seals";
    private static final String SEALS = """
            select cast(to_jsonb(s) as text) from ledger_seals s where s.shard = :shard and s.sequence > :after \
            order by s.sequence limit :most""";
    private static final String TRANSFERS = "select cast(" + LedgerRows.TRANSFER + """
             as text) from transfers t join jsonb_to_recordset(cast(:rows as jsonb)) as r("transferId" text) \
            on r."transferId" = t.transfer_id""";

    private ProveLedger() {}

    private record Sum(String currency, long minor) {}

    /** Where a shard's chain ends: kept elsewhere, it shows later that the end was not cut off. */
    record Head(int shard, long sequence, String hash) {}

    /** What was found; {@code problems} is empty exactly if the books are right. */
    record Proof(
            boolean ok, Map<String, Long> sums, long sealed, long unsealed, List<Head> heads, List<String> problems) {}

    static Uni<Proof> of(Mutiny.StatelessSession session) {
        var problems = new ArrayList<String>();
        return sums(session)
                .invoke(sums -> sums.forEach((currency, minor) ->
                        note(problems, minor, "the entries in " + currency + " do not sum to zero")))
                .call(() ->
                        count(session, UNBALANCED).invoke(wrong -> note(problems, wrong, "transfers do not balance")))
                .call(() -> count(session, DRIFTED)
                        .invoke(wrong -> note(problems, wrong, "balances differ from their entries")))
                .call(() -> count(session, NEITHER)
                        .invoke(wrong -> note(problems, wrong, "transfers are neither sealed nor waiting")))
                .call(() -> count(session, MISSHAPEN)
                        .invoke(wrong ->
                                note(problems, wrong, "transfers have entries that are not theirs, or too few")))
                .call(() -> count(session, MISQUEUED)
                        .invoke(wrong -> note(problems, wrong, "transfers wait for a seal that cannot come")))
                .chain(sums -> chains(session, problems)
                        .call(ends -> count(session, SEAL_COUNT)
                                .invoke(seals ->
                                        note(problems, seals - sealed(ends), "seals are in no chain that holds")))
                        .chain(ends ->
                                count(session, UNSEALED_COUNT).map(unsealed -> proof(sums, ends, unsealed, problems))));
    }

    private static Proof proof(Map<String, Long> sums, List<SealChain> ends, long unsealed, List<String> problems) {
        var heads = ends.stream()
                .filter(end -> end.sequence() > 0)
                .map(end -> new Head(end.shard(), end.sequence(), end.hash()))
                .toList();
        return new Proof(problems.isEmpty(), sums, sealed(ends), unsealed, heads, List.copyOf(problems));
    }

    private static long sealed(List<SealChain> ends) {
        return ends.stream().mapToLong(SealChain::sequence).sum();
    }

    private static void note(List<String> problems, long wrong, String what) {
        if (wrong != 0) problems.add(wrong + ": " + what);
    }

    private static Uni<Map<String, Long>> sums(Mutiny.StatelessSession session) {
        return session.createNativeQuery(SUMS, String.class)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> LedgerRows.read(row, Sum.class))
                        .collect(Collectors.toMap(Sum::currency, Sum::minor, Math::addExact, TreeMap::new)));
    }

    private static Uni<Long> count(Mutiny.StatelessSession session, String query) {
        return session.createNativeQuery(query, Long.class).getSingleResult();
    }

    /** Answers where each chain ends, or stops to hold. */
    private static Uni<List<SealChain>> chains(Mutiny.StatelessSession session, List<String> problems) {
        return Multi.createFrom()
                .items(IntStream.range(0, SealChain.SHARDS).boxed())
                .onItem()
                .transformToUniAndConcatenate(shard -> follow(session, SealChain.startOf(shard), problems))
                .collect()
                .asList();
    }

    private static Uni<SealChain> follow(Mutiny.StatelessSession session, SealChain from, List<String> problems) {
        return page(session, from)
                .chain(seals -> seals.isEmpty()
                        ? Uni.createFrom().item(from)
                        : transfers(session, seals).chain(transfers -> switch (from.verify(seals, transfers)) {
                            case SealChain.Verification.Intact(var end) -> follow(session, end, problems);
                            case SealChain.Verification.Broken(var seal, var why) -> {
                                problems.add("shard " + seal.shard() + ", seal " + seal.sequence() + ", transfer "
                                        + seal.transferId() + ": " + why);
                                yield Uni.createFrom().item(from);
                            }
                        }));
    }

    private static Uni<List<Seal>> page(Mutiny.StatelessSession session, SealChain from) {
        return session.createNativeQuery(SEALS, String.class)
                .setParameter("shard", from.shard())
                .setParameter("after", from.sequence())
                .setParameter("most", PAGE)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row ->
                                LedgerRows.read(row, LedgerRows.SealRow.class).toSeal())
                        .toList());
    }

    private static Uni<Map<String, SealedTransfer>> transfers(Mutiny.StatelessSession session, List<Seal> seals) {
        return Rows.read(session, TRANSFERS, seals, String.class)
                .map(rows -> rows.stream()
                        .map(row -> LedgerRows.read(row, LedgerRows.TransferRow.class)
                                .toSealed())
                        .collect(Collectors.toMap(one -> one.transfer().id(), Function.identity())));
    }
}
