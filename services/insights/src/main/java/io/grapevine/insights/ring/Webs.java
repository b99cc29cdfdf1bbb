package io.grapevine.insights.ring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The webs that ties hang together in: two of them are of one web if they are of one triangle, or of two that a chain of triangles joins,
 * each with a tie of the one before (the communities of Huang, Cheng, Qin, Tian, Yu, "Querying k-truss community in large and dynamic graphs",
 * 2014, for k = 3). Neither a tie without a third person in common nor one person in two families makes them one web. Somebody may be in several.
 */
final class Webs {

    private static final int HALF = 32;
    private static final int TRIANGLE = 3;

    private final TieGraph graph;
    /** Of ties, by their place in the list of the person of the lower number. */
    private final Groups groups;

    Webs(TieGraph graph) {
        this.graph = graph;
        this.groups = new Groups(graph.first(graph.people()));
    }

    /**
     * Each in ascending order.
     *
     * @param people in ascending order
     * @param setOf the same for all of them, and for nobody else
     */
    List<int[]> of(int[] people, int[] setOf) {
        var ties = 0;
        for (var person : people)
            for (var i = graph.first(person); i < graph.first(person + 1); i++) {
                if (!isFirstOf(person, i, setOf)) continue;
                groups.apart(i);
                ties++;
            }
        for (var person : people)
            for (var i = graph.first(person); i < graph.first(person + 1); i++)
                if (isFirstOf(person, i, setOf)) joinTriangles(person, i, setOf);
        return webs(people, setOf, ties);
    }

    private boolean isFirstOf(int person, int place, int[] setOf) {
        var other = graph.neighbour(place);
        return other > person && setOf[other] == setOf[person];
    }

    /** Those of this tie with a third person of a higher number than both. */
    private void joinTriangles(int person, int tie, int[] setOf) {
        var other = graph.neighbour(tie);
        var i = tie + 1;
        var j = graph.first(other);
        while (i < graph.first(person + 1) && j < graph.first(other + 1)) {
            var compared = Integer.compare(graph.neighbour(i), graph.neighbour(j));
            if (compared == 0 && setOf[graph.neighbour(i)] == setOf[person]) {
                groups.join(tie, i);
                groups.join(tie, j);
            }
            if (compared <= 0) i++;
            if (compared >= 0) j++;
        }
    }

    private List<int[]> webs(int[] people, int[] setOf, int ties) {
        var members = new long[2 * ties];
        var count = 0;
        for (var person : people)
            for (var i = graph.first(person); i < graph.first(person + 1); i++) {
                if (!isFirstOf(person, i, setOf)) continue;
                var web = groups.of(i);
                if (groups.size(web) < TRIANGLE) continue;
                members[count++] = (long) web << HALF | person;
                members[count++] = (long) web << HALF | graph.neighbour(i);
            }
        Arrays.sort(members, 0, count);
        var webs = new ArrayList<int[]>();
        for (var from = 0; from < count; ) {
            var to = from;
            while (to < count && members[to] >>> HALF == members[from] >>> HALF) to++;
            webs.add(Arrays.stream(members, from, to)
                    .mapToInt(member -> (int) member)
                    .distinct()
                    .toArray());
            from = to;
        }
        return webs;
    }
}
