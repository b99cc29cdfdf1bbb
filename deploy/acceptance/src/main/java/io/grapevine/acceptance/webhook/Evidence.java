package io.grapevine.acceptance.webhook;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What arrived, held against what should have (promise I9): each event at each endpoint, every time under one id of its own. */
public record Evidence(List<Arrival> arrivals) {

    /** More lines than that tell nobody more. */
    private static final int MOST_COMPLAINTS = 20;

    private static final double NINETY_NINTH = 0.99;

    public Evidence {
        arrivals = List.copyOf(arrivals);
    }

    private record Pair(String endpoint, String event) {}

    /** Only what tells of these events. */
    public Evidence about(Collection<String> events) {
        var wanted = Set.copyOf(events);
        return new Evidence(arrivals.stream()
                .filter(arrival -> wanted.contains(arrival.event()))
                .toList());
    }

    /** What is missing, doubled under two ids, made up, or shares its id with something else; nothing if all is well. */
    public List<String> complaints(Collection<String> endpoints, Collection<String> events) {
        var expected = new HashSet<Pair>();
        for (var endpoint : endpoints) for (var event : events) expected.add(new Pair(endpoint, event));
        var complaints = new ArrayList<String>();
        missing(expected).forEach(pair -> complaints.add(pair.event() + " never arrived at " + pair.endpoint()));
        idsOfPairs().forEach((pair, ids) -> {
            if (!expected.contains(pair))
                complaints.add(pair.event() + " was never told and arrived at " + pair.endpoint());
            if (ids.size() > 1) complaints.add(pair.event() + " arrived at " + pair.endpoint() + " under " + ids);
        });
        pairsOfIds().forEach((id, pairs) -> {
            if (pairs.size() > 1) complaints.add(id + " named " + pairs);
        });
        return complaints.stream().sorted().limit(MOST_COMPLAINTS).toList();
    }

    /** Posts that repeated one which had been accepted. */
    public long repetitions() {
        var accepted = arrivals.stream().filter(Arrival::accepted).count();
        return accepted
                - arrivals.stream()
                        .filter(Arrival::accepted)
                        .map(Evidence::pair)
                        .distinct()
                        .count();
    }

    /** The 99th percentile of how long after its event the first post arrived at these endpoints; zero if none did. */
    public Duration p99(Collection<String> endpoints, Map<String, Instant> toldAt) {
        var delays = arrivals.stream()
                .filter(arrival -> endpoints.contains(arrival.endpoint()) && toldAt.containsKey(arrival.event()))
                .collect(groupingBy(
                        Evidence::pair,
                        mapping(arrival -> Duration.between(toldAt.get(arrival.event()), arrival.at()), toSet())))
                .values()
                .stream()
                .map(delaysOfPair ->
                        delaysOfPair.stream().min(Duration::compareTo).orElseThrow())
                .sorted()
                .toList();
        if (delays.isEmpty()) return Duration.ZERO;
        return delays.get((int) Math.ceil(delays.size() * NINETY_NINTH) - 1);
    }

    private Set<Pair> missing(Set<Pair> expected) {
        var missing = new HashSet<>(expected);
        arrivals.stream().filter(Arrival::accepted).map(Evidence::pair).forEach(missing::remove);
        return missing;
    }

    private Map<Pair, Set<String>> idsOfPairs() {
        return arrivals.stream().collect(groupingBy(Evidence::pair, mapping(Arrival::webhookId, toSet())));
    }

    private Map<String, Set<Pair>> pairsOfIds() {
        return arrivals.stream().collect(groupingBy(Arrival::webhookId, mapping(Evidence::pair, toSet())));
    }

    private static Pair pair(Arrival arrival) {
        return new Pair(arrival.endpoint(), arrival.event());
    }
}
