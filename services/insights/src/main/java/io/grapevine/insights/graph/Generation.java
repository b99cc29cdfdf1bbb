package io.grapevine.insights.graph;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Some people at one distance from where the counting began: runs of neighbours in the layout, and newcomers one by one. Stepping to the
 * next generation costs as much as there are runs, not people.
 */
final class Generation {

    private final ForestLayout layout;
    private final Grafts grafts;
    private int[] runs = new int[4];
    private int bounds;
    private int[] newcomers = new int[0];
    private int newcomerCount;
    private long size;

    private Generation(ForestLayout layout, Grafts grafts) {
        this.layout = layout;
        this.grafts = grafts;
    }

    static Generation of(ForestLayout layout, Grafts grafts, int person) {
        var one = new Generation(layout, grafts);
        one.add(person);
        return one;
    }

    static Generation ofRoots(ForestLayout layout, Grafts grafts) {
        var roots = new Generation(layout, grafts);
        roots.addUncut(0, layout.roots());
        grafts.roots().forEach(roots::add);
        return roots;
    }

    long size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Everybody whom these have brought, advocate by advocate. */
    Generation next() {
        var next = new Generation(layout, grafts);
        for (var i = 0; i < bounds; i += 2) {
            next.addUncut(layout.firstFriend(runs[i]), layout.firstFriend(runs[i + 1]));
            if (!grafts.nothingOnPlaces())
                grafts.onRun(runs[i], runs[i + 1]).values().forEach(friends -> friends.forEach(next::add));
        }
        for (var i = 0; i < newcomerCount; i++) grafts.onNewcomer(newcomers[i]).forEach(next::add);
        return next;
    }

    /** The same without those who would be named first. */
    Generation after(int named) {
        var rest = new Generation(layout, grafts);
        var skip = named;
        for (var i = 0; i < bounds; i += 2) {
            var skipped = Math.min(skip, runs[i + 1] - runs[i]);
            rest.addRun(runs[i] + skipped, runs[i + 1]);
            skip -= skipped;
        }
        for (var i = skip; i < newcomerCount; i++) rest.addNewcomer(newcomers[i]);
        return rest;
    }

    /** Names them, at most so many. */
    void forFirst(int most, IntConsumer each) {
        var left = most;
        for (var i = 0; i < bounds && left > 0; i += 2)
            for (var place = runs[i]; place < runs[i + 1] && left > 0; place++, left--)
                each.accept(layout.personAt(place));
        for (var i = 0; i < newcomerCount && left > 0; i++, left--) each.accept(newcomers[i]);
    }

    long takings(Takings takings) {
        var sum = 0L;
        for (var i = 0; i < bounds; i += 2) sum = Math.addExact(sum, takings.ofRun(runs[i], runs[i + 1]));
        for (var i = 0; i < newcomerCount; i++) sum = Math.addExact(sum, takings.of(newcomers[i]));
        return sum;
    }

    private void add(int person) {
        var place = layout.placeOf(person);
        if (place < 0) addNewcomer(person);
        else addRun(place, place + 1);
    }

    private void addUncut(int from, int to) {
        var start = from;
        for (var cut : grafts.cutIn(from, to)) {
            addRun(start, cut);
            start = cut + 1;
        }
        addRun(start, to);
    }

    private void addRun(int from, int to) {
        if (from >= to) return;
        if (bounds == runs.length) runs = Arrays.copyOf(runs, bounds * 2);
        runs[bounds++] = from;
        runs[bounds++] = to;
        size += to - from;
    }

    private void addNewcomer(int person) {
        if (newcomerCount == newcomers.length) newcomers = Arrays.copyOf(newcomers, PersonBook.grown(newcomerCount));
        newcomers[newcomerCount++] = person;
        size++;
    }
}
