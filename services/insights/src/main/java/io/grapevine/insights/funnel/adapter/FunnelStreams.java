package io.grapevine.insights.funnel.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.funnel.Funnel;
import io.grapevine.insights.funnel.Pace;
import io.grapevine.insights.funnel.Period;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Counts each watched program once for all who watch it: again only after something of its tenant was written, and rarer the
 * dearer the count. Everything here happens on one event loop, so there is nothing to lock; only the counting is the database's.
 */
@ApplicationScoped
class FunnelStreams {

    /** Open streams of this instance; each is a socket and a few hundred bytes. */
    static final int MOST_LISTENERS = 1_000;

    private static final Logger LOG = Logger.getLogger(FunnelStreams.class);
    // Of ten connections the consumers keep eight, however many programs are watched.
    private static final int MOST_COUNTS_AT_ONCE = 2;
    private static final Duration WHILE_OTHERS_COUNT = Duration.ofMillis(250);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int RETRY_AFTER_SECONDS = 30;
    private static final String WRITES = "select coalesce(sum(statements), 0) from writes";

    private final TenantTransactions transactions;
    private final Executor eventLoop;
    private final Map<WatchedProgram.Key, WatchedProgram> watched = new HashMap<>();
    private volatile int listeners; // written on the event loop only
    private int counting;

    FunnelStreams(TenantTransactions transactions, Vertx vertx, MeterRegistry registry) {
        this.transactions = transactions;
        var context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        this.eventLoop = turn -> context.runOnContext(ignored -> turn.run());
        registry.gauge("grapevine.insights.streams", this, streams -> streams.listeners);
    }

    /** The program's figures as soon as they are counted, and again whenever they change; a slow reader misses all but the latest. */
    Multi<Funnel> of(WatchedProgram.Key key) {
        return Multi.createFrom()
                .<Funnel>emitter(
                        listener -> {
                            listener.onTermination(() -> eventLoop.execute(() -> leave(key, listener)));
                            eventLoop.execute(() -> enter(key, listener));
                        },
                        BackPressureStrategy.LATEST);
    }

    /** Refuses one more listener when there are enough; those who ask at one moment may be a few more than that. */
    void requireRoom() {
        if (listeners >= MOST_LISTENERS)
            throw Problem.retryLater(
                    503, "too_many_streams", "Too many streams are open; ask again later.", RETRY_AFTER_SECONDS);
    }

    private void enter(WatchedProgram.Key key, MultiEmitter<? super Funnel> listener) {
        if (listener.isCancelled()) return; // its leaving, already due, would find nothing to remove
        listeners++;
        var program = watched.get(key);
        if (program == null) {
            program = new WatchedProgram(key);
            watched.put(key, program);
            watch(program);
        }
        program.enter(listener);
    }

    private void leave(WatchedProgram.Key key, MultiEmitter<? super Funnel> listener) {
        var program = watched.get(key);
        if (program == null || !program.leave(listener)) return;
        listeners--;
        if (!program.hasListeners()) watched.remove(key);
    }

    private void watch(WatchedProgram program) {
        Uni.createFrom()
                .deferred(() -> look(program))
                .runSubscriptionOn(eventLoop)
                .chain(rest -> Uni.createFrom().item(rest).onItem().delayIt().by(rest))
                .emitOn(eventLoop)
                .repeat()
                .until(rest -> !program.hasListeners())
                .subscribe()
                .with(rest -> {}, failure -> LOG.errorf(failure, "figures of %s stand still", program.key()));
    }

    /** Counts if there is something new; answers how long to rest. */
    private Uni<Duration> look(WatchedProgram program) {
        if (counting >= MOST_COUNTS_AT_ONCE) return Uni.createFrom().item(WHILE_OTHERS_COUNT);
        counting++;
        return transactions
                .inTenant(program.key().tenantId(), session -> countIfWritten(session, program))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("figures of %s not counted, trying again: %s", program.key(), failure.toString());
                    return AFTER_FAILURE;
                })
                .eventually(() -> counting--);
    }

    // The writes are read first: what is committed after that moves them, and is counted the next time at the latest.
    private static Uni<Duration> countIfWritten(Mutiny.StatelessSession session, WatchedProgram program) {
        return session.createNativeQuery(WRITES, Long.class)
                .getSingleResult()
                .chain(writes -> program.isCountedAt(writes)
                        ? Uni.createFrom().item(Pace.SHORTEST_REST)
                        : count(session, program, writes));
    }

    private static Uni<Duration> count(Mutiny.StatelessSession session, WatchedProgram program, long writes) {
        var key = program.key().programKey();
        var startedNanos = System.nanoTime();
        return Funnels.ofProgram(session, key)
                .chain(funnels -> funnels.totals(Period.ALWAYS))
                .map(sums -> Funnel.of(key, Period.ALWAYS, sums, List.of()))
                .invoke(funnel -> program.counted(writes, funnel))
                .map(funnel -> Pace.restAfter(Duration.ofNanos(System.nanoTime() - startedNanos)));
    }
}
