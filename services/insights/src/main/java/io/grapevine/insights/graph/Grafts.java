package io.grapevine.insights.graph;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a forest since it was laid out: who was cut from their place there and who hangs where now. Together with the
 * layout this is the forest as it is. People in the layout are found by place, so that those of a whole run are found at once.
 */
final class Grafts {

    /** Cut from the layout, by place; with where they hang there. */
    private final TreeMap<Integer, Integer> cuts = new TreeMap<>();

    private final TreeMap<Integer, Set<Integer>> onPlaces = new TreeMap<>();
    private final Map<Integer, Set<Integer>> onNewcomers = new HashMap<>();
    private final Set<Integer> roots = new LinkedHashSet<>();
    private final Map<Integer, Integer> friends = new HashMap<>();
    private final ForestLayout layout;
    private int size;

    Grafts(ForestLayout layout) {
        this.layout = layout;
    }

    /** How many people hang elsewhere than in the layout. */
    int size() {
        return size;
    }

    void move(int person, int from, int to) {
        var place = layout.placeOf(person);
        var home = place < 0 ? LiveForest.GONE : cuts.getOrDefault(place, from);
        if (from != home) remove(person, from);
        if (to != home) add(person, to);
        if (place >= 0 && to == home) cuts.remove(place);
        if (place >= 0 && to != home) cuts.put(place, home);
        size += (to == home ? 0 : 1) - (from == home ? 0 : 1);
        if (from >= 0) friends.merge(from, -1, Grafts::sumOrNull);
        if (to >= 0) friends.merge(to, 1, Grafts::sumOrNull);
    }

    /** How many more friends somebody has than in the layout. */
    int moreFriends(int person) {
        return friends.getOrDefault(person, 0);
    }

    /** Places in this run whose people hang elsewhere. */
    Set<Integer> cutIn(int from, int to) {
        return cuts.isEmpty() ? Set.of() : cuts.subMap(from, to).keySet();
    }

    boolean isCut(int place) {
        return cuts.containsKey(place);
    }

    /** Who was grafted on the people of this run, by their advocates' places. */
    NavigableMap<Integer, Set<Integer>> onRun(int from, int to) {
        return onPlaces.subMap(from, true, to, false);
    }

    boolean nothingOnPlaces() {
        return onPlaces.isEmpty();
    }

    Set<Integer> onNewcomer(int person) {
        return onNewcomers.getOrDefault(person, Set.of());
    }

    /** Roots that are none in the layout. */
    Set<Integer> roots() {
        return roots;
    }

    private void add(int person, int on) {
        if (on == LiveForest.ROOT) roots.add(person);
        if (on < 0) return;
        var place = layout.placeOf(on);
        if (place < 0)
            onNewcomers.computeIfAbsent(on, fresh -> new LinkedHashSet<>()).add(person);
        else onPlaces.computeIfAbsent(place, fresh -> new LinkedHashSet<>()).add(person);
    }

    private void remove(int person, int on) {
        if (on == LiveForest.ROOT) roots.remove(person);
        if (on < 0) return;
        var place = layout.placeOf(on);
        if (place < 0) onNewcomers.computeIfPresent(on, (advocate, all) -> without(all, person));
        else onPlaces.computeIfPresent(place, (advocate, all) -> without(all, person));
    }

    private static @Nullable Set<Integer> without(Set<Integer> all, int person) {
        all.remove(person);
        return all.isEmpty() ? null : all;
    }

    private static @Nullable Integer sumOrNull(int a, int b) {
        return a + b == 0 ? null : a + b;
    }
}
