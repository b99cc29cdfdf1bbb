package io.grapevine.insights.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntFunction;

/**
 * People and who brought whom, as plain arrays: a person is an index, advocates come before those they brought in
 * {@link #order}. No recursion and no limit on depth or on how many one person brings.
 */
public final class ReferralForest {

    private static final int NOBODY = -1;

    private final IntFunction<String> ids;
    private final int[] parents;
    private final int[] childCounts;
    private final int[] order;
    private final int[] depths;

    private ReferralForest(int[] parents, IntFunction<String> ids) {
        this.ids = ids;
        this.parents = parents;
        this.childCounts = countChildren(parents, ids);
        this.order = advocatesFirst(parents, childCounts);
        if (order.length < parents.length) throw new IllegalArgumentException("a referral cycle holds " + onCycle());
        this.depths = depths();
    }

    /**
     * The forest of these referrals; an advocate that nobody brought is a root. The same edge twice is one edge.
     *
     * @throws IllegalArgumentException if a friend has two advocates or the edges close a cycle
     */
    public static ReferralForest of(Collection<Referral> referrals) {
        var indices = new HashMap<String, Integer>(referrals.size() * 2);
        var people = new ArrayList<String>(referrals.size());
        var parents = new int[referrals.size() * 2];
        Arrays.fill(parents, NOBODY);
        for (var referral : referrals) {
            var friend = index(referral.friend(), indices, people);
            if (referral.advocate() == null) continue;
            var advocate = index(referral.advocate(), indices, people);
            if (parents[friend] != NOBODY && parents[friend] != advocate)
                throw new IllegalArgumentException(referral.friend() + " has two advocates");
            parents[friend] = advocate;
        }
        return new ReferralForest(Arrays.copyOf(parents, people.size()), List.copyOf(people)::get);
    }

    /**
     * A forest of numbered people.
     *
     * @param parents index of each person's advocate, -1 for a root
     * @param firstId the id of index 0; ids count up from there
     */
    public static ReferralForest ofParents(int[] parents, int firstId) {
        return new ReferralForest(parents.clone(), index -> Integer.toString(index + firstId));
    }

    public int size() {
        return parents.length;
    }

    /** Depth of every person that is in the forest, in no particular order; roots are at 0. */
    public int[] depthHistogram() {
        var deepest = Arrays.stream(depths).max().orElse(NOBODY);
        var histogram = new int[deepest + 1];
        for (var depth : depths) histogram[depth]++;
        return histogram;
    }

    /** The figures of the whole forest and of each of its trees. */
    public ForestStats stats() {
        return ForestStats.of(this);
    }

    String idOf(int person) {
        return ids.apply(person);
    }

    int parentOf(int person) {
        return parents[person];
    }

    boolean isRoot(int person) {
        return parents[person] == NOBODY;
    }

    int childCountOf(int person) {
        return childCounts[person];
    }

    /** People, advocates before those they brought. */
    int[] order() {
        return order;
    }

    private static int index(String id, HashMap<String, Integer> indices, List<String> people) {
        return indices.computeIfAbsent(id, fresh -> {
            people.add(fresh);
            return people.size() - 1;
        });
    }

    private static int[] countChildren(int[] parents, IntFunction<String> ids) {
        var counts = new int[parents.length];
        for (var person = 0; person < parents.length; person++) {
            var parent = parents[person];
            if (parent < NOBODY || parent >= parents.length)
                throw new IllegalArgumentException("advocate of " + ids.apply(person) + " is not in the forest");
            if (parent != NOBODY) counts[parent]++;
        }
        return counts;
    }

    /** Breadth first from the roots; shorter than the forest if a cycle is unreachable from any root. */
    private static int[] advocatesFirst(int[] parents, int[] childCounts) {
        var firstChild = new int[parents.length + 1];
        for (var person = 0; person < parents.length; person++)
            firstChild[person + 1] = firstChild[person] + childCounts[person];
        var children = new int[firstChild[parents.length]];
        var free = Arrays.copyOf(firstChild, parents.length);
        var order = new int[parents.length];
        var known = 0;
        for (var person = 0; person < parents.length; person++)
            if (parents[person] == NOBODY) order[known++] = person;
            else children[free[parents[person]]++] = person;
        for (var next = 0; next < known; next++) {
            var person = order[next];
            for (var child = firstChild[person]; child < firstChild[person + 1]; child++)
                order[known++] = children[child];
        }
        return Arrays.copyOf(order, known);
    }

    private int[] depths() {
        var depth = new int[parents.length];
        for (var person : order) depth[person] = isRoot(person) ? 0 : depth[parents[person]] + 1;
        return depth;
    }

    private String onCycle() {
        var reached = new boolean[parents.length];
        for (var person : order) reached[person] = true;
        var person = 0;
        while (reached[person]) person++;
        return idOf(person);
    }
}
