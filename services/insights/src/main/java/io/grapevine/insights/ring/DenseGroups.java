package io.grapevine.insights.ring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The dense groups of people who are tied, in rounds. Of each of the {@link Webs} of whoever is left the {@link DensestPart} is a group, unless
 * somebody of it is of a better one; then all who are of a group leave. Nobody is in two groups.
 */
final class DenseGroups {

    /** So many groups one web may have, and so often all ties are looked at: without a bound a web of n groups would be peeled n times. */
    static final int MOST_ROUNDS = 10;

    private static final int NOBODY = 0;

    /** The best first; of equals that of the lower numbers. */
    private static final Comparator<DensestPart.Part> BEST_FIRST = Comparator.comparingLong(DensestPart.Part::surplus)
            .reversed()
            .thenComparing(DensestPart.Part::people, Arrays::compare);

    private final DensestPart densest;
    private final Webs webs;
    /** By person: only ties within one set count. */
    private final int[] setOf;

    private final boolean[] gone;
    private final List<int[]> groups = new ArrayList<>();
    private int sets = NOBODY;

    private DenseGroups(TieGraph graph) {
        this.webs = new Webs(graph);
        this.setOf = new int[graph.people()];
        this.gone = new boolean[graph.people()];
        this.densest = new DensestPart(graph, setOf);
    }

    /** Each in ascending order of people; the numbers of people decide between equals, so the same ties give the same groups. */
    static List<int[]> of(TieGraph graph) {
        var search = new DenseGroups(graph);
        var left = IntStream.range(0, graph.people()).toArray();
        for (var round = 0; round < MOST_ROUNDS && left.length > 0; round++) left = search.round(left);
        return search.groups;
    }

    /** Answers who is left, as far as they were in webs. */
    private int[] round(int[] left) {
        set(left);
        var found = webs.of(left, setOf);
        var parts = new ArrayList<DensestPart.Part>();
        for (var web : found) {
            set(web);
            densest.of(web).ifPresent(parts::add);
        }
        for (var person : left) setOf[person] = NOBODY;
        parts.sort(BEST_FIRST);
        for (var part : parts) take(part.people());
        return parts.isEmpty()
                ? new int[0]
                : found.stream()
                        .flatMapToInt(Arrays::stream)
                        .filter(person -> !gone[person])
                        .sorted()
                        .distinct()
                        .toArray();
    }

    private void set(int[] people) {
        sets++;
        for (var person : people) setOf[person] = sets;
    }

    private void take(int[] people) {
        for (var person : people) if (gone[person]) return;
        for (var person : people) gone[person] = true;
        groups.add(people);
    }
}
