package io.grapevine.insights.funnel.adapter;

import io.grapevine.insights.funnel.Funnel;
import io.grapevine.insights.funnel.GraphChange;
import io.grapevine.insights.funnel.StreamId;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A program somebody watches: who, and what they were told last. Touched on the event loop of {@link FunnelStreams} only.
 *
 * <p>Whoever comes back says how far they had heard: until the next look they wait among the others, then they are told what they missed. A
 * change may be told twice, which says the same twice: it says where somebody stands, not what moved.
 */
final class WatchedProgram {

    /** What identifies it. */
    record Key(String tenantId, String programKey) {}

    /** People of one event; of more changes at once a picture is drawn faster anew. */
    static final int MOST_CHANGES = 1_000;

    private static final long UP_TO_DATE = Long.MAX_VALUE;

    /** How far one listener has heard. */
    private static final class Heard {
        private long writes = -1;
        private long since = UP_TO_DATE;
    }

    private final Key key;
    private final Function<Object, String> json;
    private final Map<MultiEmitter<? super Told>, Heard> listeners = new LinkedHashMap<>();
    private @Nullable Funnel latest;
    private String figures = "";
    private long countedAtWrites = -1;
    private long position;
    private long lookedAtSeconds;
    private Set<GraphChange> told = new HashSet<>();

    WatchedProgram(Key key, Function<Object, String> json) {
        this.key = key;
        this.json = json;
    }

    Key key() {
        return key;
    }

    /** Whoever comes to figures that are already there gets them at once, unless they have them. */
    void enter(MultiEmitter<? super Told> listener, @Nullable StreamId last, Instant now) {
        var heard = new Heard();
        listeners.put(listener, heard);
        if (last != null && last.isGoodAt(now)) {
            heard.writes = last.writes();
            if (latest == null || last.transaction() != position) heard.since = last.transaction();
        } else if (last != null) listener.emit(reset(position));
        if (latest != null) tellFigures(listener, heard, heard.since == UP_TO_DATE ? position : heard.since);
    }

    boolean leave(MultiEmitter<? super Told> listener) {
        return listeners.remove(listener) != null;
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** Whether nobody would hear anything new. */
    boolean isCountedAt(long writes) {
        return countedAtWrites == writes && listeners.values().stream().allMatch(heard -> heard.since == UP_TO_DATE);
    }

    /** From which transaction on changes are wanted; none before the first look, unless somebody comes back. */
    long since() {
        var own = latest == null ? UP_TO_DATE : position;
        return listeners.values().stream().mapToLong(heard -> heard.since).reduce(own, Math::min);
    }

    /** Nothing was written: what is known is that of now. */
    void looked(Instant now) {
        lookedAtSeconds = now.getEpochSecond();
    }

    /**
     * Tells everybody what is new to them.
     *
     * @param changes the newest since {@link #since}, at most {@link #MOST_CHANGES}, oldest first
     */
    void counted(long writes, Funnel funnel, long upTo, List<GraphChange> changes, Instant now) {
        looked(now);
        var news = !funnel.equals(latest);
        if (news) figures = json.apply(funnel);
        var first = latest == null;
        var before = first ? upTo : position;
        var previous = countedAtWrites;
        latest = funnel;
        countedAtWrites = writes;
        position = upTo;
        var fresh = changes.stream()
                .filter(change -> change.transaction() >= before && !told.contains(change))
                .toList();
        // The newest are told; of more than are told at once, what is older than these is not known here.
        var knownAfter = changes.size() < MOST_CHANGES ? -1 : changes.getFirst().transaction();
        var graph = graph(fresh, before > knownAfter);
        // A listener that ends while it is told leaves later, in a turn of its own.
        listeners.forEach((listener, heard) -> {
            var since = heard.since == UP_TO_DATE ? before : heard.since;
            var missed = heard.since == UP_TO_DATE ? graph : graph(since(changes, since), since > knownAfter);
            if (news && !first) heard.writes = -1;
            else if (heard.writes == previous && !first) heard.writes = writes;
            tellFigures(listener, heard, missed == null ? upTo : since);
            if (missed != null) listener.emit(missed);
            heard.since = UP_TO_DATE;
        });
        told = new HashSet<>(since(changes, upTo));
    }

    /** A comment, and how far everybody has heard by now. */
    void beat() {
        if (latest == null) {
            listeners.keySet().forEach(listener -> listener.emit(new Told(null, "", "still here")));
            return;
        }
        var beat = new Told(null, id(position), "still here");
        listeners.forEach((listener, heard) -> {
            if (heard.since == UP_TO_DATE) listener.emit(beat);
        });
    }

    private void tellFigures(MultiEmitter<? super Told> listener, Heard heard, long heardUpTo) {
        if (heard.writes == countedAtWrites) return;
        heard.writes = countedAtWrites;
        listener.emit(new Told("funnel", id(heardUpTo), figures));
    }

    private static List<GraphChange> since(List<GraphChange> changes, long transaction) {
        return changes.stream()
                .filter(change -> change.transaction() >= transaction)
                .toList();
    }

    private @Nullable Told graph(List<GraphChange> changes, boolean complete) {
        if (!complete) return reset(position);
        if (changes.isEmpty()) return null;
        return new Told(
                "graph",
                id(position),
                json.apply(new Graph(
                        key.programKey(),
                        false,
                        changes.stream().map(Person::of).toList())));
    }

    private Told reset(long upTo) {
        return new Told("graph", id(upTo), json.apply(new Graph(key.programKey(), true, List.of())));
    }

    private String id(long transaction) {
        return new StreamId(Math.max(countedAtWrites, 0), transaction, lookedAtSeconds).toString();
    }

    /**
     * What changed in the graph.
     *
     * @param reset more than is told, or it is not known any more: ask for the graph again
     */
    record Graph(String programKey, boolean reset, List<Person> people) {}

    /** Where somebody stands. */
    record Person(String externalId, @Nullable String advocateExternalId) {
        static Person of(GraphChange change) {
            return new Person(change.person(), change.advocate());
        }
    }
}
