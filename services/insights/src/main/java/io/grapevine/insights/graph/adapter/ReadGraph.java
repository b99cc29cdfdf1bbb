package io.grapevine.insights.graph.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.grapevine.insights.graph.LiveForest;
import io.grapevine.insights.graph.PersonState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads one program's people out of the tables: all of them by cursors, or what holds of some. */
final class ReadGraph {

    /** Rows that one fetch brings: large enough that round trips do not count; they are read on an event loop, which others wait for. */
    private static final int PAGE = 4_000;
    /** People whose states are asked for at once. */
    private static final int PEOPLE_AT_ONCE = 2_000;

    private final TenantTransactions transactions;
    private final Executor eventLoop;
    private final String tenantId;
    private final String programKey;

    ReadGraph(TenantTransactions transactions, Executor eventLoop, String tenantId, String programKey) {
        this.transactions = transactions;
        this.eventLoop = eventLoop;
        this.tenantId = tenantId;
        this.programKey = programKey;
    }

    /** Everybody, with the position that the reading began at. */
    record Loaded(LiveForest forest, long position) {}

    /** @param afterPage sees the forest as it grows, and may fail */
    Uni<Loaded> everybody(Consumer<LiveForest> afterPage) {
        var forest = new LiveForest();
        var twice = new HashSet<String>();
        return position()
                .chain(position -> transactions
                        .inTenant(
                                tenantId,
                                session -> scan(
                                                session,
                                                "sign_ups",
                                                forest,
                                                row -> forest.know(text(row[0]), number(row[1])),
                                                afterPage)
                                        .chain(() -> scan(
                                                session,
                                                "owners",
                                                forest,
                                                row -> forest.know(text(row[0]), PersonState.NEVER),
                                                afterPage))
                                        .chain(() -> edges(session, forest, twice, afterPage))
                                        .chain(() -> scan(
                                                session,
                                                "orders",
                                                forest,
                                                row -> forest.earn(text(row[0]), text(row[1]), number(row[2])),
                                                afterPage)))
                        .chain(() -> states(twice))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(states -> {
                            states.forEach(forest::put);
                            forest.fold();
                        })
                        .emitOn(eventLoop)
                        .map(states -> new Loaded(forest, position)));
    }

    /** What holds of these people now. */
    Uni<List<PersonState>> states(Set<String> people) {
        var ids = List.copyOf(people);
        return Multi.createFrom()
                .range(0, (ids.size() + PEOPLE_AT_ONCE - 1) / PEOPLE_AT_ONCE)
                .onItem()
                .transformToUniAndConcatenate(page -> transactions.inTenant(
                        tenantId,
                        session -> some(
                                session,
                                ids.subList(page * PEOPLE_AT_ONCE, Math.min(ids.size(), (page + 1) * PEOPLE_AT_ONCE)))))
                .collect()
                .asList()
                .map(pages -> pages.stream().flatMap(List::stream).toList());
    }

    private Uni<Long> position() {
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(GraphQueries.POSITION, String.class)
                        .getSingleResult()
                        .map(Long::parseUnsignedLong));
    }

    private Uni<Void> edges(
            Mutiny.StatelessSession session, LiveForest forest, Set<String> twice, Consumer<LiveForest> afterPage) {
        return scan(
                session,
                "edges",
                forest,
                row -> {
                    if (!forest.bring(text(row[0]), text(row[1]), number(row[2]))) twice.add(text(row[0]));
                },
                afterPage);
    }

    private Uni<List<PersonState>> some(Mutiny.StatelessSession session, Collection<String> ids) {
        return session.createNativeQuery(GraphQueries.STATES, String.class)
                .setParameter("key", programKey)
                .setParameter("ids", Rows.json(ids))
                .getSingleResult()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(ReadGraph::parse)
                .emitOn(eventLoop);
    }

    private static List<PersonState> parse(String json) {
        try {
            return List.of(EventJson.mapper().readValue(json, PersonState[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("states are not of their own shape: " + json, e);
        }
    }

    private Uni<Void> scan(
            Mutiny.StatelessSession session,
            String cursor,
            LiveForest forest,
            Consumer<Object[]> row,
            Consumer<LiveForest> afterPage) {
        return session.createNativeQuery(
                        "declare " + cursor + " no scroll cursor for " + GraphQueries.SCANS.get(cursor))
                .setParameter("key", programKey)
                .executeUpdate()
                .chain(() -> pages(session, cursor, forest, row, afterPage));
    }

    /** One page after the other; people are numbered on a worker, because a page takes longer than an event loop may be held. */
    private Uni<Void> pages(
            Mutiny.StatelessSession session,
            String cursor,
            LiveForest forest,
            Consumer<Object[]> row,
            Consumer<LiveForest> afterPage) {
        return Multi.createBy()
                .repeating()
                .uni(() -> session.createNativeQuery("fetch " + PAGE + " from " + cursor, Object[].class)
                        .getResultList()
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(rows -> {
                            rows.forEach(row);
                            afterPage.accept(forest);
                        })
                        .map(List::size)
                        .emitOn(eventLoop))
                .whilst(size -> size == PAGE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static String text(Object value) {
        return (String) value;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
