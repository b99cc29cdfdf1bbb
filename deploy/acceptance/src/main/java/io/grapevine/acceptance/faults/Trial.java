package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.faults.evidence.Books;
import io.grapevine.acceptance.faults.evidence.Broker;
import io.grapevine.acceptance.faults.evidence.Stores;
import io.grapevine.acceptance.faults.evidence.WrittenLog;
import io.grapevine.acceptance.faults.infliction.EdgeProbe;
import io.grapevine.acceptance.faults.invariant.Footprint;
import io.grapevine.acceptance.faults.invariant.Invariants;
import io.grapevine.acceptance.faults.invariant.Place;
import io.grapevine.acceptance.faults.invariant.Verdict;
import io.grapevine.acceptance.replay.WireEvents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Collects the evidence once all is quiet and holds every promise against it. */
final class Trial {
    private static final String DEMO = "demo";
    /** Redirects make their own ids; nobody else's begin so. */
    private static final String CLICK = "clk_";

    private static final String STORED_EVENTS =
            "select event_id from received_events where source = '" + WireEvents.SOURCE + "' and tenant_id = ?";
    private static final String STORED_FACTS =
            "select event_id from facts where source = '" + WireEvents.SOURCE + "' and tenant_id = ?";
    private static final String STORED_TOUCHES =
            "select coalesce(touch_id, 'clk_' || touch) from touchpoints where tenant_id = ?";

    private final Stores stores;
    private final Books books;
    private final Broker broker;
    private final Api api;
    private final String run;

    Trial(Stores stores, Broker broker, Api api, String run) {
        this.stores = stores;
        this.books = new Books(stores);
        this.broker = broker;
        this.api = api;
        this.run = run;
    }

    /** What the run knows of itself, once it is over. */
    record Course(
            List<Fact> log,
            Ordeal ordeal,
            EdgeProbe probe,
            Set<String> poison,
            List<Footprint> before,
            List<Footprint> after,
            Settled settled) {}

    /** What the system came to, compared with the reference. */
    record Settled(boolean complete, String remark, List<String> differences) {
        Settled {
            differences = List.copyOf(differences);
        }
    }

    List<Verdict> verdicts(Course course, WrittenLog written) {
        var inLog = written.eventIds(Set.of(run, DEMO));
        var inEdge = stored("click_tracking", STORED_EVENTS);
        var inAttribution = stored("attribution", STORED_FACTS);
        inAttribution.addAll(stored("attribution", STORED_TOUCHES));
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(Invariants.nothingLost(
                places(course, inLog, inEdge, inAttribution), course.ordeal().answers()));
        verdicts.add(Invariants.nothingTwice(books.doubled()));
        verdicts.add(noPhantom(course, inLog, inEdge, inAttribution));
        verdicts.add(Invariants.asTheReference(
                course.settled().complete(),
                course.settled().remark(),
                course.settled().differences()));
        verdicts.add(Invariants.zeroSum(books.unbalanced()));
        verdicts.add(Invariants.appendOnly(chains(), changedRows(course.ordeal().snapshots()), books.refusals()));
        verdicts.add(Invariants.noOverpay(books.overpaid()));
        verdicts.add(Invariants.noOrphan(stores.outboxRows(), broker.lags(), course.poison(), written.deadLetters()));
        verdicts.add(Invariants.bounded(course.before(), course.after()));
        verdicts.add(Invariants.recovers(course.ordeal().recoveries()));
        return verdicts;
    }

    /** The edge's own table leaves redirects out, attribution has no use for shares. */
    private static List<Place> places(Course course, Set<String> inLog, Set<String> inEdge, Set<String> inAttribution) {
        var all = new HashSet<>(course.probe().acknowledged());
        course.ordeal().acknowledged().forEach(fact -> all.add(fact.eventId()));
        var events = all.stream().filter(id -> !id.startsWith(CLICK)).collect(Collectors.toSet());
        var decided = all.stream().filter(id -> id.startsWith(CLICK)).collect(Collectors.toSet());
        for (var fact : course.ordeal().acknowledged()) if (!(fact instanceof Fact.Share)) decided.add(fact.eventId());
        return List.of(
                new Place("the log", all, inLog),
                new Place("the edge's table", events, inEdge),
                new Place("attribution's tables", decided, inAttribution));
    }

    private static Verdict noPhantom(Course course, Set<String> inLog, Set<String> inEdge, Set<String> inAttribution) {
        var sent = new HashSet<>(course.probe().sent());
        course.log().forEach(fact -> sent.add(fact.eventId()));
        var unknownClicks = new HashSet<String>();
        var places = new TreeMap<String, Set<String>>();
        Map.of("the log", inLog, "the edge's table", inEdge, "attribution's tables", inAttribution)
                .forEach((place, found) -> {
                    var byKnowledge = found.stream()
                            .collect(Collectors.partitioningBy(
                                    id -> id.startsWith(CLICK) && !sent.contains(id), Collectors.toSet()));
                    unknownClicks.addAll(byKnowledge.getOrDefault(true, Set.of()));
                    places.put(place, byKnowledge.getOrDefault(false, Set.of()));
                });
        return Invariants.noPhantom(sent, places, unknownClicks, course.probe().unknownRedirects());
    }

    private Set<String> stored(String database, String query) {
        var ids = new HashSet<>(stores.column(database, query, run));
        // Of the demo tenant only what this run can have sent: earlier runs on the same data had probes, too.
        stores.column(database, query, DEMO).stream().filter(this::isOurs).forEach(ids::add);
        return ids;
    }

    private boolean isOurs(String id) {
        return id.startsWith(run) || id.startsWith(CLICK);
    }

    private Map<String, Boolean> chains() {
        var chains = new TreeMap<String, Boolean>();
        chains.put(run, verifies(api));
        chains.put(DEMO, verifies(api.withKey("gv_sk_demo")));
        return chains;
    }

    private static boolean verifies(Api asTenant) {
        return asTenant.get("/v1/ledger/verify").orThrow().json().path("ok").asBoolean();
    }

    private List<String> changedRows(Collection<Books.Snapshot> snapshots) {
        return snapshots.stream()
                .flatMap(snapshot -> books.changedSince(snapshot).stream())
                .toList();
    }
}
