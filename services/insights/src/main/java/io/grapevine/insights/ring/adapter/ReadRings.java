package io.grapevine.insights.ring.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.funnel.Amount;
import io.grapevine.insights.ring.Findings;
import io.grapevine.insights.ring.FoundRings;
import io.grapevine.insights.ring.RingSearch;
import io.grapevine.insights.ring.Rings;
import io.grapevine.insights.ring.Trait;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads what the people of a program have in common, through cursors, and finds the rings in it. */
final class ReadRings {

    /** Whoever lists rings is told of no more; what one answer may weigh. */
    static final int MOST_RINGS = 100;
    /** Of each ring; of more people the numbers say enough. */
    private static final int MOST_PEOPLE = 100;
    /** Rows that one fetch brings: large enough that round trips do not count; they are read on an event loop, which others wait for. */
    private static final int PAGE = 4_000;
    /** Of people who share things: with their ties some 40 bytes each for the time of the search, so 200 MB. */
    private static final long MOST_PAIRS = 5_000_000;

    private final TenantTransactions transactions;
    private final Executor eventLoop;
    private final String tenantId;
    private final String programKey;

    ReadRings(TenantTransactions transactions, Executor eventLoop, String tenantId, String programKey) {
        this.transactions = transactions;
        this.eventLoop = eventLoop;
        this.tenantId = tenantId;
        this.programKey = programKey;
    }

    /** The worst rings; a failure with 404 if the tenant has no such program. */
    Uni<Rings> worst() {
        var findings = new Findings();
        return transactions
                .inSnapshot(
                        tenantId,
                        session -> known(session)
                                .chain(() -> scan(session, RingQueries.THINGS, findings, ReadRings::share))
                                .chain(() -> scan(session, RingQueries.ALIASES, findings, Findings::same))
                                .chain(() -> scan(session, RingQueries.LED, findings, ReadRings::led)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(read -> RingSearch.find(programKey, findings, MOST_RINGS, MOST_PEOPLE))
                .emitOn(eventLoop)
                .chain(this::earned);
    }

    private Uni<Void> known(Mutiny.StatelessSession session) {
        return session.createNativeQuery(RingQueries.PROGRAM_IS_KNOWN, Long.class)
                .setParameter("key", programKey)
                .getSingleResult()
                .invoke(known -> {
                    if (known == 0) throw Problem.notFound("There is no program " + programKey + ".");
                })
                .replaceWithVoid();
    }

    private static void share(Findings findings, String trait, String people) {
        findings.share(Trait.of(trait), people(people));
        if (findings.pairs() > MOST_PAIRS)
            throw Problem.of(
                    503,
                    "graph_too_large",
                    "The people of the program share more than this instance has memory to look through.");
    }

    private static void led(Findings findings, String friends, String advocate) {
        findings.led(people(friends), advocate);
    }

    private static List<String> people(String text) {
        return List.of(text.split(RingQueries.BETWEEN));
    }

    /** Takes what a row says into the findings. */
    private interface Reader {
        void read(Findings findings, String first, String second);
    }

    /** Of one scan after the other, so that all cursors may have one name. */
    private Uni<Void> scan(Mutiny.StatelessSession session, String scan, Findings findings, Reader reader) {
        var declared = session.createNativeQuery("declare scan no scroll cursor for " + scan);
        if (scan.contains(":key")) declared.setParameter("key", programKey);
        return declared.executeUpdate()
                .chain(() -> pages(session, (first, second) -> reader.read(findings, first, second)))
                .chain(() -> session.createNativeQuery("close scan").executeUpdate())
                .replaceWithVoid();
    }

    /** One page after the other; people are numbered on a worker, because a page takes longer than an event loop may be held. */
    private Uni<Void> pages(Mutiny.StatelessSession session, BiConsumer<String, String> row) {
        return Multi.createBy()
                .repeating()
                .uni(() -> session.createNativeQuery("fetch " + PAGE + " from scan", Object[].class)
                        .getResultList()
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(rows -> rows.forEach(each -> row.accept((String) each[0], (String) each[1])))
                        .map(List::size)
                        .emitOn(eventLoop))
                .whilst(size -> size == PAGE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Rings> earned(FoundRings found) {
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(RingQueries.EARNED, Object[].class)
                        .setParameter("key", programKey)
                        .setParameter("people", Rows.json(asked(found)))
                        .getResultList()
                        .map(rows -> found.with(amounts(rows, "revenue"), amounts(rows, "rewards"))));
    }

    /** Pairs of a ring's place and an id. */
    private static List<List<Object>> asked(FoundRings found) {
        var asked = new ArrayList<List<Object>>();
        for (var ring = 0; ring < found.ids().size(); ring++)
            for (var id : found.ids().get(ring)) asked.add(List.of(ring, id));
        return asked;
    }

    private static Map<Integer, List<Amount>> amounts(List<Object[]> rows, String what) {
        var amounts = new HashMap<Integer, List<Amount>>();
        for (var row : rows)
            if (row[1].equals(what))
                amounts.computeIfAbsent((Integer) row[0], ring -> new ArrayList<>())
                        .add(new Amount(((Number) row[3]).longValue(), (String) row[2]));
        return amounts;
    }
}
