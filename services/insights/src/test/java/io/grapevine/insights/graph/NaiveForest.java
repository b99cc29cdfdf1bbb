package io.grapevine.insights.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A forest as one would write it down without a thought for speed: what {@link LiveForest} is held against. */
final class NaiveForest {

    private final Map<String, PersonState> states = new TreeMap<>();

    void put(PersonState state) {
        states.put(state.id(), state);
    }

    Map<String, @Nullable String> advocates() {
        var advocates = new TreeMap<String, @Nullable String>();
        states.values().forEach(state -> {
            if (state.known()) advocates.putIfAbsent(state.id(), null);
            if (state.advocate() == null || state.advocate().equals(state.id())) return;
            advocates.put(state.id(), state.advocate());
            advocates.putIfAbsent(state.advocate(), null);
        });
        cutCycles(advocates);
        return advocates;
    }

    List<String> roots() {
        var advocates = advocates();
        return advocates.keySet().stream()
                .filter(id -> advocates.get(id) == null)
                .toList();
    }

    List<List<String>> generationsBelow(List<String> from) {
        var advocates = advocates();
        var generations = new ArrayList<List<String>>();
        var generation = from;
        while (!generation.isEmpty()) {
            generations.add(generation);
            var above = new HashSet<>(generation);
            generation = advocates.keySet().stream()
                    .filter(id -> above.contains(Objects.requireNonNullElse(advocates.get(id), "")))
                    .toList();
        }
        return generations;
    }

    Map<String, Long> net(List<String> people) {
        var sums = new TreeMap<String, Long>();
        for (var id : people)
            if (states.containsKey(id))
                states.get(id).netMinor().forEach((currency, minor) -> sums.merge(currency, minor, Long::sum));
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    private void cutCycles(Map<String, @Nullable String> advocates) {
        Set<String> lasts = new TreeSet<>();
        for (var id : advocates.keySet()) {
            var walked = new ArrayList<String>();
            var person = id;
            while (person != null && !walked.contains(person)) {
                walked.add(person);
                person = advocates.get(person);
            }
            if (person != null) lasts.add(last(walked.subList(walked.indexOf(person), walked.size())));
        }
        lasts.forEach(last -> advocates.put(last, null));
    }

    private String last(List<String> cycle) {
        var at = new HashMap<String, Long>();
        cycle.forEach(id -> at.put(id, states.get(id).atMillis()));
        return cycle.stream()
                .max((a, b) -> at.get(a).equals(at.get(b)) ? a.compareTo(b) : Long.compare(at.get(a), at.get(b)))
                .orElseThrow();
    }
}
