package io.grapevine.notification.feed.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.feed.FeedPlace;
import io.grapevine.notification.feed.adapter.FeedEntries.Reader;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Watches the feeds that somebody listens to: once a second one question over all their tenants, and one more for each tenant where
 * something changed. Everything here happens on one event loop, so there is nothing to lock; only the looking is the database's.
 */
@ApplicationScoped
class FeedStreams {

    /** Open streams of this instance; each is a socket and a few hundred bytes. */
    static final int MOST_LISTENERS = 1_000;

    private static final Logger LOG = Logger.getLogger(FeedStreams.class);
    private static final int RETRY_AFTER_SECONDS = 30;
    // A stream that was away for longer gets these, ends, and goes on when it comes back.
    private static final int MOST_AT_ONCE = 500;
    // Of a tenant in half a minute: whom more happens to than that sees it in the list.
    private static final int MOST_NEW = 1_000;

    private final TenantTransactions transactions;
    private final FeedEntries entries;
    private final NewsOfFeeds newsOfFeeds;
    private final InstantSource clock;
    private final Executor eventLoop;
    private final Set<FeedListener> listeners = new HashSet<>();
    private final Map<String, String> seen = new HashMap<>(); // by tenant, what the last look was about
    private final Set<String> joined = new HashSet<>(); // tenants that somebody began to listen to since the last look
    private volatile int listening; // written on the event loop only

    FeedStreams(
            TenantTransactions transactions,
            FeedEntries entries,
            NewsOfFeeds newsOfFeeds,
            InstantSource clock,
            Vertx vertx,
            MeterRegistry registry) {
        this.transactions = transactions;
        this.entries = entries;
        this.newsOfFeeds = newsOfFeeds;
        this.clock = clock;
        var context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        this.eventLoop = turn -> context.runOnContext(ignored -> turn.run());
        registry.gauge("grapevine.feed.streams", this, streams -> streams.listening);
    }

    /** Refuses one more listener when there are enough; those who ask at one moment may be a few more than that. */
    void requireRoom() {
        if (listening >= MOST_LISTENERS)
            throw Problem.retryLater(
                    503, "too_many_streams", "Too many streams are open; ask again later.", RETRY_AFTER_SECONDS);
    }

    /** Entries after the place, then new ones as they come; none twice. */
    Multi<FeedRow> of(Reader reader, FeedPlace after) {
        return Multi.createFrom()
                .emitter(
                        out -> {
                            var listener = new FeedListener(reader, out);
                            out.onTermination(() -> eventLoop.execute(() -> leave(listener)));
                            eventLoop.execute(() -> enter(listener, out, after));
                        },
                        BackPressureStrategy.BUFFER);
    }

    private void enter(FeedListener listener, MultiEmitter<? super FeedRow> out, FeedPlace after) {
        var reader = listener.reader();
        var from = after.lookBackTo();
        transactions
                .inTenant(
                        reader.tenantId(),
                        session -> entries.since(session, reader, from, MOST_AT_ONCE, clock.instant()))
                .emitOn(eventLoop)
                .subscribe()
                .with(rows -> begin(listener, rows, from), out::fail);
    }

    // What committed between that question and this moment is found by the next look, which goes back as far.
    private void begin(FeedListener listener, List<FeedRow> rows, Instant from) {
        listener.take(rows, from);
        if (rows.size() == MOST_AT_ONCE) {
            listener.end();
            return;
        }
        if (listener.isGone()) return; // its leaving has been
        listeners.add(listener);
        joined.add(listener.reader().tenantId());
        listening = listeners.size();
    }

    private void leave(FeedListener listener) {
        listeners.remove(listener);
        listening = listeners.size();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (listening == 0) return Uni.createFrom().voidItem();
        return Uni.createFrom()
                .deferred(() -> look(clock.instant()))
                .runSubscriptionOn(eventLoop)
                .onFailure()
                .invoke(failure -> LOG.warnf("feeds are looked at again: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> look(Instant now) {
        var readers = listeners.stream()
                .map(FeedListener::reader)
                .collect(groupingBy(Reader::tenantId, mapping(Reader::readerId, toSet())));
        seen.keySet().retainAll(readers.keySet());
        // Not when they begin: a look under way would write down as seen what it did not ask for them.
        seen.keySet().removeAll(joined);
        joined.clear();
        return newsOfFeeds
                .of(readers.keySet(), FeedListener.lookBackTo(now), now)
                .emitOn(eventLoop)
                .onItem()
                .transformToMulti(news -> Multi.createFrom().iterable(news.entrySet()))
                .filter(news -> !news.getValue().equals(seen.get(news.getKey())))
                .onItem()
                .transformToUniAndConcatenate(
                        news -> tell(news.getKey(), Objects.requireNonNull(readers.get(news.getKey())), now)
                                .invoke(() -> seen.put(news.getKey(), news.getValue())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tell(String tenantId, Set<String> readerIds, Instant now) {
        var from = FeedListener.lookBackTo(now);
        return transactions
                .inTenant(tenantId, session -> entries.newFor(session, tenantId, readerIds, from, MOST_NEW, now))
                .emitOn(eventLoop)
                .invoke(rows -> listeners.stream()
                        .filter(listener -> listener.reader().tenantId().equals(tenantId))
                        .toList()
                        .forEach(listener -> listener.take(rows, from)))
                .replaceWithVoid();
    }
}
