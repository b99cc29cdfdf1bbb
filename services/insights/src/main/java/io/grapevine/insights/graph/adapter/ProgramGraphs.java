package io.grapevine.insights.graph.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.graph.ForestShape;
import io.grapevine.insights.graph.LiveForest;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The graphs that were asked for, in memory: each request first looks into the database what has changed since, so that every instance
 * answers what is committed, whoever wrote it. When memory is short the graph that was not asked for longest goes.
 */
@ApplicationScoped
class ProgramGraphs {

    /** Longer than reading a million people takes; of more, the next request waits too. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int RETRY_AFTER_SECONDS = 5;

    private final TenantTransactions transactions;
    private final Executor eventLoop;
    private final Executor workers = Infrastructure.getDefaultWorkerPool();
    private final long mostBytes;
    private final Map<Key, ProgramGraph> graphs = new ConcurrentHashMap<>();

    ProgramGraphs(TenantTransactions transactions, Vertx vertx, GraphConfig config, MeterRegistry registry) {
        this.transactions = transactions;
        this.mostBytes = (long) (Runtime.getRuntime().maxMemory() * config.shareOfHeap());
        var context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        this.eventLoop = turn -> context.runOnContext(ignored -> turn.run());
        registry.gauge("grapevine.insights.graphs", graphs, Map::size);
        registry.gauge("grapevine.insights.graph.bytes", this, each -> each.bytes(new LiveForest()));
    }

    private record Key(String tenantId, String programKey) {}

    /** An answer from the program's graph as of now; 404 if the tenant has no such program. */
    <T> Uni<T> ask(String tenantId, String programKey, Function<LiveForest, T> question) {
        return about(tenantId, programKey, "", (forest, person) -> question.apply(forest));
    }

    /** An answer about a person. */
    <T> Uni<T> about(String tenantId, String programKey, String person, BiFunction<LiveForest, Sight, T> question) {
        var key = new Key(tenantId, programKey);
        return current(key, person)
                .emitOn(workers)
                .map(sighted -> sighted.graph().ask(forest -> question.apply(forest, sighted.sight())));
    }

    /** What takes a walk over everybody: of a large graph that changes, the latest that was walked. */
    <T> Uni<T> walk(String tenantId, String programKey, Object question, Function<ForestShape, T> answer) {
        return current(new Key(tenantId, programKey), "")
                .emitOn(workers)
                .map(sighted -> sighted.graph().walk(question, answer));
    }

    private record Sighted(ProgramGraph graph, Sight sight) {}

    private Uni<Sighted> current(Key key, String person) {
        var graph = graphs.computeIfAbsent(key, this::unread);
        var since = graph.since();
        return look(key, person, since)
                .onFailure(Problem.class)
                .invoke(() -> graphs.computeIfPresent(key, (same, held) -> held.isRead() ? held : null))
                .emitOn(eventLoop)
                .chain(sight -> Uni.createFrom()
                        .completionStage(() -> patiently(graph.catchUp(sight)))
                        .replaceWith(new Sighted(graph, sight)))
                .onFailure(TimeoutException.class)
                .transform(late -> notYet())
                .chain(sighted -> since == ProgramGraph.UNREAD
                        ? current(key, person)
                        : Uni.createFrom().item(sighted));
    }

    /** Of its own: whoever hangs up or gives up does so for nobody else who waits. */
    private static CompletionStage<Void> patiently(CompletionStage<Void> caughtUp) {
        return caughtUp.toCompletableFuture().copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Uni<Sight> look(Key key, String person, long since) {
        return transactions.inTenant(key.tenantId(), session -> Sight.look(session, key.programKey(), person, since));
    }

    private ProgramGraph unread(Key key) {
        var reading = new ReadGraph(transactions, eventLoop, key.tenantId(), key.programKey());
        return new ProgramGraph(reading, eventLoop, workers, this::makeRoom);
    }

    /** While a graph is read: the others go, that which was not asked for longest first; a graph that is too large alone is not read. */
    private void makeRoom(LiveForest reading) {
        while (bytes(reading) > mostBytes) {
            var idlest = graphs.entrySet().stream()
                    .filter(each -> each.getValue().isRead())
                    .min(Comparator.comparingLong(each -> each.getValue().usedAt() - System.nanoTime()))
                    .orElseThrow(() -> Problem.of(
                            503, "graph_too_large", "The program has more people than this instance has memory for."));
            graphs.remove(idlest.getKey());
        }
    }

    private long bytes(LiveForest reading) {
        return reading.bytes()
                + graphs.values().stream().mapToLong(ProgramGraph::bytes).sum();
    }

    private static Problem notYet() {
        return Problem.retryLater(
                503, "graph_loading", "The program's graph is being read; ask again.", RETRY_AFTER_SECONDS);
    }
}
