package io.grapevine.insights.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The shape of a forest (S8).
 *
 * @param edges people who were brought by somebody
 * @param maxDepth -1 for an empty forest
 * @param depthHistogram how many people at each depth, roots first
 * @param leaves people who brought nobody
 * @param maxChildren the most that one person brought
 * @param meanDepth over all people; NaN for an empty forest
 * @param trees one per root, in the order of their roots' ids
 */
public record ForestStats(
        int nodes,
        int edges,
        int roots,
        int maxDepth,
        List<Integer> depthHistogram,
        int leaves,
        int maxChildren,
        double meanDepth,
        List<TreeStats> trees) {

    public ForestStats {
        depthHistogram = List.copyOf(depthHistogram);
        trees = List.copyOf(trees);
    }

    /** The tree with the most people; of equal ones that with the smallest root id; empty for an empty forest. */
    public Optional<TreeStats> largestTree() {
        // Trees are ordered by root id and max() would keep the last of equals.
        return trees.stream().reduce((largest, tree) -> tree.size() > largest.size() ? tree : largest);
    }

    /** Growth from each generation to the next, {@code N(g+1) / N(g)}: the K-factor by generation. */
    public List<Double> generationRatios() {
        return IntStream.range(1, depthHistogram.size())
                .mapToObj(depth -> (double) depthHistogram.get(depth) / depthHistogram.get(depth - 1))
                .toList();
    }

    static ForestStats of(ReferralForest forest) {
        var histogram = forest.depthHistogram();
        var roots = histogram.length == 0 ? 0 : histogram[0];
        var sumOfDepths = LongStream.range(0, histogram.length)
                .map(depth -> depth * histogram[(int) depth])
                .sum();
        return new ForestStats(
                forest.size(),
                forest.size() - roots,
                roots,
                histogram.length - 1,
                Arrays.stream(histogram).boxed().toList(),
                (int) people(forest)
                        .filter(person -> forest.childCountOf(person) == 0)
                        .count(),
                people(forest).map(forest::childCountOf).max().orElse(0),
                (double) sumOfDepths / forest.size(),
                trees(forest));
    }

    private static IntStream people(ReferralForest forest) {
        return IntStream.range(0, forest.size());
    }

    /**
     * Wiener index of a tree of n people: every edge is on the path of s (n - s) pairs, where s people are below it. Subtree
     * sizes are summed from the last generation up.
     */
    private static List<TreeStats> trees(ReferralForest forest) {
        var order = forest.order();
        var subtree = new int[forest.size()];
        Arrays.fill(subtree, 1);
        for (var i = order.length - 1; i >= 0; i--)
            if (!forest.isRoot(order[i])) subtree[forest.parentOf(order[i])] += subtree[order[i]];
        var rootOf = new int[forest.size()];
        var sums = new PairSum[forest.size()];
        for (var person : order) {
            var root = forest.isRoot(person) ? person : rootOf[forest.parentOf(person)];
            rootOf[person] = root;
            if (person == root) sums[root] = new PairSum();
            else sums[root].add((long) subtree[person] * (subtree[root] - subtree[person]));
        }
        var trees = new ArrayList<TreeStats>();
        for (var person : order)
            if (forest.isRoot(person))
                trees.add(new TreeStats(forest.idOf(person), subtree[person], sums[person].total()));
        trees.sort(Comparator.comparing(TreeStats::root, PersonIds.BY_CODE_POINT));
        return trees;
    }
}
