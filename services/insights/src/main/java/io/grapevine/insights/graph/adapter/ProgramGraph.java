package io.grapevine.insights.graph.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.insights.graph.ForestShape;
import io.grapevine.insights.graph.LiveForest;
import io.grapevine.insights.graph.PersonState;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One program's people in memory, as far as the table of changes has been read. Where it stands is known on the event loop of
 * {@link ProgramGraphs} only; the forest itself is guarded by this object's lock, which workers take.
 */
final class ProgramGraph {

    /** The position of a graph that has not been read: no change is news to it. */
    static final long UNREAD = Long.MAX_VALUE;

    /** Changes are kept for an hour; a graph that has not looked for half of it is read anew. */
    private static final long LONGEST_LAG_NANOS = Duration.ofMinutes(30).toNanos();
    /** More changed people than this are read faster with all others. */
    private static final int MOST_CHANGES = 200_000;
    /** Laid out again at once, in the time of some requests; more people are laid out beside them. */
    private static final int LAID_OUT_AT_ONCE = 50_000;

    /** A graph that keeps changing costs at most a tenth of a core for its layouts. */
    private static final int REST_PER_COST = 9;

    /** Different questions about one program; past so many somebody is trying out parameters. */
    private static final int MOST_KEPT = 64;

    private static final long LONGEST_KEPT_NANOS = Duration.ofMinutes(1).toNanos();

    private final ReadGraph reading;
    private final Executor eventLoop;
    private final Executor workers;
    private final Consumer<LiveForest> room;

    private volatile @Nullable LiveForest forest; // replaced on the event loop only
    private volatile long position;
    private long lookedAt;
    private final Set<Sight.Change> pending = new LinkedHashSet<>();
    private final Set<Sight.Change> seen = new HashSet<>();
    private long pendingPosition;
    private @Nullable CompletableFuture<Void> running;
    private @Nullable CompletableFuture<Void> next;
    private final Map<Object, Kept> kept = new ConcurrentHashMap<>();
    private final Set<Object> walking = ConcurrentHashMap.newKeySet();
    private volatile long usedAt = System.nanoTime();
    private boolean layingOut; // guarded by this, like the next
    private long restsUntil = System.nanoTime();

    /** @param room sees the forest as it is read, makes room for it or fails */
    ProgramGraph(ReadGraph reading, Executor eventLoop, Executor workers, Consumer<LiveForest> room) {
        this.reading = reading;
        this.eventLoop = eventLoop;
        this.workers = workers;
        this.room = room;
    }

    /** From where changes are wanted; nothing that is yet to come for a graph that has not been read. */
    long since() {
        usedAt = System.nanoTime();
        return forest == null ? UNREAD : position;
    }

    long usedAt() {
        return usedAt;
    }

    boolean isRead() {
        return forest != null;
    }

    long bytes() {
        var now = forest;
        return now == null ? 0 : now.bytes();
    }

    /** On the event loop: completes when everything that was seen is in the forest. */
    CompletionStage<Void> catchUp(Sight sight) {
        if (forest != null && System.nanoTime() - lookedAt > LONGEST_LAG_NANOS) forest = null;
        lookedAt = System.nanoTime();
        if (forest != null && !isNews(sight)) return CompletableFuture.completedStage(null);
        if (running == null) return run();
        if (next == null) next = new CompletableFuture<>();
        return next;
    }

    /** On a worker: an answer from the forest, which stands still meanwhile. */
    synchronized <T> T ask(Function<LiveForest, T> question) {
        var now = forest;
        if (now == null) throw notRead();
        if (now.mustFold()) now.fold();
        return question.apply(now);
    }

    /** On a worker: the shape of now for a small forest, that of the last layout for a large one, which is then laid out again. */
    private ForestShape shape() {
        return ask(now -> {
            if (!now.isFolded() && now.nodes() <= LAID_OUT_AT_ONCE) now.fold();
            if (!now.isFolded()) layOutBeside(now);
            return now.shape();
        });
    }

    /**
     * On a worker: what takes a walk over everybody, walked once for all who ask. Of a large forest that has changed the last answer is given
     * again while the next is walked beside it.
     */
    @SuppressWarnings("unchecked") // a question has answers of one type
    <T> T walk(Object question, Function<ForestShape, T> answer) {
        var shape = shape();
        var last = kept.get(question);
        if (last != null && last.isOf(shape)) return (T) last.answer();
        if (last != null && shape.people() > LAID_OUT_AT_ONCE) {
            if (walking.add(question)) {
                workers.execute(() -> {
                    var _ = keep(question, shape, answer);
                });
            }
            return (T) last.answer();
        }
        return keep(question, shape, answer);
    }

    private <T> T keep(Object question, ForestShape shape, Function<ForestShape, T> answer) {
        try {
            var fresh = answer.apply(shape);
            if (kept.size() >= MOST_KEPT) kept.clear();
            kept.put(question, new Kept(shape.number(), System.nanoTime(), fresh));
            return fresh;
        } finally {
            walking.remove(question);
        }
    }

    /** An answer of one layout; it ages, since some look at the clock. */
    private record Kept(int layout, long at, Object answer) {
        boolean isOf(ForestShape shape) {
            return layout == shape.number() && System.nanoTime() - at < LONGEST_KEPT_NANOS;
        }
    }

    private CompletionStage<Void> run() {
        var done = new CompletableFuture<Void>();
        running = done;
        var turn = forest == null || pending.size() > MOST_CHANGES ? load() : refresh();
        turn.whenCompleteAsync((nothing, failure) -> finish(done, failure), eventLoop);
        return done;
    }

    private void finish(CompletableFuture<Void> done, @Nullable Throwable failure) {
        running = null;
        var waiting = next;
        next = null;
        if (waiting != null) {
            run().whenComplete((nothing, later) -> {
                if (later == null) waiting.complete(null);
                else waiting.completeExceptionally(later);
            });
        }
        if (failure == null) done.complete(null);
        else done.completeExceptionally(failure);
    }

    private CompletionStage<Void> load() {
        return reading.everybody(room)
                .subscribeAsCompletionStage()
                .thenAcceptAsync(
                        loaded -> {
                            forest = loaded.forest();
                            position = loaded.position();
                            pendingPosition = loaded.position();
                            pending.clear();
                            seen.clear();
                        },
                        eventLoop);
    }

    private CompletionStage<Void> refresh() {
        var changes = List.copyOf(pending);
        pending.clear();
        var upTo = pendingPosition;
        var people = new LinkedHashSet<String>();
        changes.forEach(change -> people.add(change.personId()));
        return reading.states(people)
                .subscribeAsCompletionStage()
                .thenAcceptAsync(this::apply, workers)
                .whenCompleteAsync(
                        (nothing, failure) -> {
                            if (failure != null) pending.addAll(changes);
                            else {
                                seen.addAll(changes);
                                reached(upTo);
                            }
                        },
                        eventLoop);
    }

    private boolean isNews(Sight sight) {
        var unseen = sight.changes().stream()
                .filter(change -> !seen.contains(change))
                .toList();
        if (unseen.isEmpty()) {
            if (running == null && pending.isEmpty()) reached(sight.position());
            return false;
        }
        pending.addAll(unseen);
        if (Long.compareUnsigned(sight.position(), pendingPosition) > 0) pendingPosition = sight.position();
        return true;
    }

    private void reached(long upTo) {
        if (Long.compareUnsigned(upTo, position) <= 0) return;
        position = upTo;
        seen.removeIf(change -> Long.compareUnsigned(change.transaction(), upTo) < 0);
    }

    private synchronized void apply(List<PersonState> states) {
        var now = forest;
        if (now == null) throw notRead();
        states.forEach(now::put);
        if (now.mustFold()) now.fold();
        else if (now.shouldFold()) {
            if (now.nodes() <= LAID_OUT_AT_ONCE) now.fold();
            else layOutBeside(now);
        }
    }

    private void layOutBeside(LiveForest now) {
        if (layingOut || System.nanoTime() - restsUntil < 0) return;
        layingOut = true;
        var begun = System.nanoTime();
        var draft = now.draft();
        CompletableFuture.supplyAsync(draft::build, workers).whenComplete((built, failure) -> {
            synchronized (this) {
                layingOut = false;
                restsUntil = System.nanoTime() + REST_PER_COST * (System.nanoTime() - begun);
                if (failure == null && forest == now) now.adopt(built);
            }
        });
    }

    private static Problem notRead() {
        return Problem.retryLater(503, "graph_loading", "The program's graph is being read; ask again.", 1);
    }
}
