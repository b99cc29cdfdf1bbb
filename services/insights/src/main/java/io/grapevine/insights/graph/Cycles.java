package io.grapevine.insights.graph;

import java.util.ArrayList;
import java.util.List;

/** The cycles of what should be a forest. */
final class Cycles {

    private Cycles() {}

    /** Whose edge is younger. */
    interface BoundLater {
        boolean test(int person, int than);
    }

    /** Of each cycle whoever was bound last; only among those whom the layout could not reach. */
    static List<Integer> lastEdges(int[] placements, int numbered, ForestLayout reached, BoundLater later) {
        var walks = new int[numbered]; // who was met, and on whose walk
        var last = new ArrayList<Integer>();
        for (var start = 0; start < numbered; start++) {
            if (placements[start] < 0 || reached.placeOf(start) >= 0) continue;
            if (walks[start] != 0) continue;
            var person = start;
            while (walks[person] == 0) {
                walks[person] = start + 1;
                person = placements[person];
            }
            if (walks[person] == start + 1) last.add(lastOf(person, placements, later));
        }
        return last;
    }

    private static int lastOf(int onCycle, int[] placements, BoundLater later) {
        var last = onCycle;
        for (var person = placements[onCycle]; person != onCycle; person = placements[person])
            if (later.test(person, last)) last = person;
        return last;
    }
}
