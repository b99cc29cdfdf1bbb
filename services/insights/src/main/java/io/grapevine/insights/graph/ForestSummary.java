package io.grapevine.insights.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A program's forest in numbers: people are its customers and the owners of its codes.
 *
 * @param edges people somebody brought
 * @param maxDepth of the deepest person; -1 without people
 * @param depthHistogram people at each depth, roots first
 * @param generationRatios growth from each generation to the next: the K-factor by generation
 */
public record ForestSummary(
        String programKey,
        int nodes,
        int edges,
        int roots,
        int maxDepth,
        List<Integer> depthHistogram,
        List<Double> generationRatios) {

    public ForestSummary {
        depthHistogram = List.copyOf(depthHistogram);
        generationRatios = List.copyOf(generationRatios);
    }

    public static ForestSummary of(String programKey, LiveForest forest) {
        var histogram = new ArrayList<Integer>();
        var ratios = new ArrayList<Double>();
        for (var generation = forest.roots(); !generation.isEmpty(); generation = generation.next()) {
            var people = Math.toIntExact(generation.size());
            if (!histogram.isEmpty()) ratios.add((double) people / histogram.getLast());
            histogram.add(people);
        }
        return new ForestSummary(
                programKey,
                forest.nodes(),
                forest.edges(),
                forest.nodes() - forest.edges(),
                histogram.size() - 1,
                histogram,
                ratios);
    }
}
