package io.grapevine.insights.funnel.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.funnel.Funnel;
import io.grapevine.insights.funnel.GraphChange;
import io.grapevine.insights.funnel.Pace;
import io.grapevine.insights.funnel.Period;
import io.grapevine.insights.funnel.StreamId;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts each watched program once for all who watch it: again only after something of its tenant was written, and rarer the
 * dearer the count. Everything here happens on one event loop, so there is nothing to lock; only the counting is the database's.
 */
@ApplicationScoped
class FunnelStreams {

    /** Open streams of this instance: ten thousand, and some room for those who come back before their old connection is gone. */
    static final int MOST_LISTENERS = 11_000;

    /** Proxies commonly drop a connection that is silent for 30 s or more. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Told and not taken by a slow reader; past it the stream ends, and goes on where it was when the reader comes back. */
    private static final int MOST_UNREAD = 64;

    private static final Logger LOG = Logger.getLogger(FunnelStreams.class);
    // Of ten connections the consumers keep eight, however many programs are watched.
    private static final int MOST_COUNTS_AT_ONCE = 2;
    private static final Duration WHILE_OTHERS_COUNT = Duration.ofMillis(250);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int RETRY_AFTER_SECONDS = 30;
    private static final String WRITES = "select coalesce(sum(statements), 0) from writes";
    private static final String CHANGES = """
            select cast(pg_snapshot_xmin(pg_current_snapshot()) as text),
                (select cast(coalesce(json_agg(json_build_object('transaction', cast(cast(c.changed as text) as bigint), 'person', c.person_id,
                    'advocate', e.advocate_id) order by c.changed, c.person_id), '[]') as text)
                from (
                    select person_id, max(changed) as changed from graph_changes
                    where program_key in (:key, '') and changed >= cast(cast(:since as text) as xid8)
                    group by person_id order by 2 desc, 1 limit :most) c
                left join lateral (
                    select advocate_id from conversions d where d.program_key = :key and d.kind = 'signup' and d.outcome = 'attributed'
                        and d.customer_id = c.person_id
                    order by d.occurred_at, d.event_id collate "C" limit 1) e on true)""";

    private final TenantTransactions transactions;
    private final ObjectMapper mapper;
    private final InstantSource clock;
    private final Executor eventLoop;
    private final Map<WatchedProgram.Key, WatchedProgram> watched = new HashMap<>();
    private volatile int listeners; // written on the event loop only
    private int counting;

    FunnelStreams(
            TenantTransactions transactions,
            Vertx vertx,
            MeterRegistry registry,
            ObjectMapper mapper,
            InstantSource clock) {
        this.transactions = transactions;
        this.mapper = mapper;
        this.clock = clock;
        var context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        this.eventLoop = turn -> context.runOnContext(ignored -> turn.run());
        registry.gauge("grapevine.insights.streams", this, streams -> streams.listeners);
        vertx.setPeriodic(
                HEARTBEAT.toMillis(),
                timer -> eventLoop.execute(() -> watched.values().forEach(WatchedProgram::beat)));
    }

    /** The program's figures as soon as they are counted, and what changes from then on; or what changed since the listener last heard. */
    Multi<Told> of(WatchedProgram.Key key, @Nullable StreamId last) {
        return Multi.createFrom()
                .<Told>emitter(
                        listener -> {
                            listener.onTermination(() -> eventLoop.execute(() -> leave(key, listener)));
                            eventLoop.execute(() -> enter(key, listener, last));
                        },
                        BackPressureStrategy.IGNORE)
                .onOverflow()
                .buffer(MOST_UNREAD)
                .onFailure(BackPressureFailure.class)
                .recoverWithCompletion();
    }

    /** Refuses one more listener when there are enough; those who ask at one moment may be a few more than that. */
    void requireRoom() {
        if (listeners >= MOST_LISTENERS)
            throw Problem.retryLater(
                    503, "too_many_streams", "Too many streams are open; ask again later.", RETRY_AFTER_SECONDS);
    }

    private void enter(WatchedProgram.Key key, MultiEmitter<? super Told> listener, @Nullable StreamId last) {
        if (listener.isCancelled()) return; // its leaving, already due, would find nothing to remove
        listeners++;
        var program = watched.get(key);
        if (program == null) {
            program = new WatchedProgram(key, this::json);
            watched.put(key, program);
            watch(program);
        }
        program.enter(listener, last, clock.instant());
    }

    private void leave(WatchedProgram.Key key, MultiEmitter<? super Told> listener) {
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
    private Uni<Duration> countIfWritten(Mutiny.StatelessSession session, WatchedProgram program) {
        return session.createNativeQuery(WRITES, Long.class).getSingleResult().chain(writes -> {
            if (!program.isCountedAt(writes)) return count(session, program, writes);
            program.looked(clock.instant());
            return Uni.createFrom().item(Pace.SHORTEST_REST);
        });
    }

    private Uni<Duration> count(Mutiny.StatelessSession session, WatchedProgram program, long writes) {
        var key = program.key().programKey();
        var startedNanos = System.nanoTime();
        var since = program.since();
        return Funnels.ofProgram(session, key)
                .chain(funnels -> funnels.totals(Period.ALWAYS))
                .map(sums -> Funnel.of(key, Period.ALWAYS, sums, List.of()))
                .chain(funnel -> changes(session, key, since)
                        .invoke(row -> program.counted(
                                writes,
                                funnel,
                                Long.parseLong((String) row[0]),
                                read((String) row[1]),
                                clock.instant())))
                .map(told -> Pace.restAfter(Duration.ofNanos(System.nanoTime() - startedNanos)));
    }

    private static Uni<Object[]> changes(Mutiny.StatelessSession session, String programKey, long since) {
        return session.createNativeQuery(CHANGES, Object[].class)
                .setParameter("key", programKey)
                .setParameter("since", Long.toString(since))
                .setParameter("most", WatchedProgram.MOST_CHANGES)
                .getSingleResult();
    }

    private List<GraphChange> read(String changes) {
        try {
            return List.of(mapper.readValue(changes, GraphChange[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("changes are not of their own shape: " + changes, e);
        }
    }

    private String json(Object figures) {
        try {
            return mapper.writeValueAsString(figures);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures cannot be written", e);
        }
    }
}
