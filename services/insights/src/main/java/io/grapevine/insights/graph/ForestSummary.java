package io.grapevine.insights.graph;

import java.util.Arrays;
import java.util.List;

/**
 * A program's forest in numbers: people are its customers and the owners of its codes.
 *
 * @param edges people somebody brought
 * @param maxDepth of the deepest person; -1 without people
 * @param depthHistogram people at each depth, roots first
 */
public record ForestSummary(
        String programKey, int nodes, int edges, int roots, int maxDepth, List<Integer> depthHistogram) {

    public ForestSummary {
        depthHistogram = List.copyOf(depthHistogram);
    }

    public static ForestSummary of(String programKey, ReferralForest forest) {
        var histogram = forest.depthHistogram();
        var roots = histogram.length == 0 ? 0 : histogram[0];
        return new ForestSummary(
                programKey,
                forest.size(),
                forest.size() - roots,
                roots,
                histogram.length - 1,
                Arrays.stream(histogram).boxed().toList());
    }
}
