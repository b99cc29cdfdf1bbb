package io.grapevine.acceptance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.insights.graph.ForestStats;
import io.grapevine.insights.graph.KnownForest;
import io.grapevine.insights.graph.Referral;
import io.grapevine.insights.graph.ReferralForest;
import io.grapevine.insights.graph.TreeStats;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The referral forest, by the graph core of insights. */
final class GraphCases {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Printing every tree of a forest of hundreds of thousands helps nobody; the cases that ask have a handful. */
    private static final int MOST_TREES_LISTED = 1000;

    private GraphCases() {}

    static JsonNode treeStats(GoldenCase golden) throws IOException {
        var stats = forest(golden).stats();
        var output = NODES.objectNode()
                .put("nodes", stats.nodes())
                .put("edges", stats.edges())
                .put("roots", stats.roots())
                .put("max_depth", stats.maxDepth())
                .put("leaves", stats.leaves())
                .put("max_children", stats.maxChildren())
                .put("mean_depth", stats.meanDepth());
        stats.depthHistogram().forEach(output.putArray("depth_histogram")::add);
        stats.generationRatios().forEach(output.putArray("generation_ratio")::add);
        writeTrees(stats, output);
        return output;
    }

    private static void writeTrees(ForestStats stats, ObjectNode output) {
        stats.largestTree()
                .ifPresent(
                        largest -> output.set("largest_tree", figures(largest).put("root", largest.root())));
        if (stats.trees().size() == 1) output.setAll(figures(stats.trees().getFirst()));
        if (stats.trees().size() > MOST_TREES_LISTED) return;
        var trees = output.putObject("trees");
        for (var tree : stats.trees()) trees.set(tree.root(), figures(tree));
    }

    private static ObjectNode figures(TreeStats tree) {
        return NODES.objectNode()
                .put("size", tree.size())
                .put("wiener_index", tree.wienerIndex())
                .put("structural_virality", tree.structuralVirality());
    }

    private static ReferralForest forest(GoldenCase golden) throws IOException {
        var input = golden.input();
        if (input.has("generator")) return known(input.path("generator")).grow();
        var referrals = input.has("file") ? inFile(golden, input.path("file").asText()) : inEdges(input.path("edges"));
        return ReferralForest.of(referrals);
    }

    private static KnownForest known(JsonNode generator) {
        var n = generator.path("n").intValue();
        return switch (generator.path("kind").asText()) {
            case "star" -> new KnownForest.Star(n);
            case "chain" -> new KnownForest.Chain(n);
            case "kary_heap" -> new KnownForest.KaryHeap(n, generator.path("k").intValue());
            case "binomial_tree" ->
                new KnownForest.BinomialTree(generator.path("k").intValue());
            case "caterpillar" ->
                new KnownForest.Caterpillar(
                        generator.path("spine").intValue(),
                        generator.path("legs").intValue());
            case "largest_proper_divisor" -> new KnownForest.LargestProperDivisor(n);
            case "splitmix64_recursive" ->
                new KnownForest.RandomRecursive(n, generator.path("seed").longValue());
            default -> throw new NotBuiltYet("forests of the kind " + generator.path("kind"));
        };
    }

    private static List<Referral> inEdges(JsonNode edges) {
        var referrals = new ArrayList<Referral>();
        for (var edge : edges) {
            referrals.add(new Referral(
                    edge.get(0).asText(),
                    edge.get(1).isNull() ? null : edge.get(1).asText()));
        }
        return referrals;
    }

    private static List<Referral> inFile(GoldenCase golden, String name) throws IOException {
        var referrals = new ArrayList<Referral>();
        for (var line : Files.readAllLines(golden.directory().resolve(name))) {
            if (line.isBlank() || line.equals("child,parent")) continue;
            var cells = line.split(",", -1);
            referrals.add(new Referral(cells[0], cells[1].isBlank() ? null : cells[1]));
        }
        return referrals;
    }
}
