package io.grapevine.insights.ring.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.ring.Rings;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Rings are looked for when they are asked for, once for all who ask; what took long is not looked for again soon. */
@ApplicationScoped
class ProgramRings {

    /** Each reads all that a tenant's people showed, and holds a connection and memory for it meanwhile. */
    private static final int MOST_AT_ONCE = 2;
    /** A program that is always asked for costs at most a tenth of a core. */
    private static final int REST_PER_COST = 9;
    /** Answers that are kept; past so many somebody asks for programs that nobody else does. */
    private static final int MOST_KEPT = 64;
    /** Longer than a search among a million people takes; of more, the next request waits too. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int RETRY_AFTER_SECONDS = 5;

    private final TenantTransactions transactions;
    private final Executor eventLoop;
    private final Map<Key, Search> searches = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();

    ProgramRings(TenantTransactions transactions, Vertx vertx) {
        this.transactions = transactions;
        var context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        this.eventLoop = turn -> context.runOnContext(ignored -> turn.run());
    }

    private record Key(String tenantId, String programKey) {}

    /** The worst rings of the program; 404 if the tenant has no such program. */
    Uni<Rings> worst(String tenantId, String programKey) {
        var search = searches.compute(
                new Key(tenantId, programKey), (key, last) -> last == null || last.isOver() ? begin(key) : last);
        if (searches.size() > MOST_KEPT) searches.values().removeIf(Search::isDone);
        return Uni.createFrom()
                .completionStage(() -> search.rings.copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .onFailure(TimeoutException.class)
                .transform(late -> Problem.retryLater(
                        503, "graph_loading", "Rings are being looked for; ask again.", RETRY_AFTER_SECONDS));
    }

    private Search begin(Key key) {
        if (running.incrementAndGet() > MOST_AT_ONCE) {
            running.decrementAndGet();
            throw Problem.retryLater(
                    503, "graph_busy", "Rings of other programs are being looked for; ask again.", RETRY_AFTER_SECONDS);
        }
        var search = new Search();
        eventLoop.execute(() -> new ReadRings(transactions, eventLoop, key.tenantId(), key.programKey())
                .worst()
                .subscribe()
                .with(rings -> end(search, () -> search.rings.complete(rings)), failure -> {
                    searches.remove(key, search);
                    end(search, () -> search.rings.completeExceptionally(failure));
                }));
        return search;
    }

    private void end(Search search, Runnable answer) {
        running.decrementAndGet();
        search.endedAt = System.nanoTime();
        answer.run();
    }

    /** One that runs or has ended; until it has rested its answer stands. */
    private static final class Search {
        private final CompletableFuture<Rings> rings = new CompletableFuture<>();
        private final long begunAt = System.nanoTime();
        private volatile long endedAt;

        boolean isDone() {
            return rings.isDone();
        }

        boolean isOver() {
            return isDone() && System.nanoTime() - endedAt > REST_PER_COST * (endedAt - begunAt);
        }
    }
}
