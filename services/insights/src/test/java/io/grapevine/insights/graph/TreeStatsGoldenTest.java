package io.grapevine.insights.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.insights.GoldenCases;
import io.grapevine.insights.graph.KnownForest.BinomialTree;
import io.grapevine.insights.graph.KnownForest.Caterpillar;
import io.grapevine.insights.graph.KnownForest.Chain;
import io.grapevine.insights.graph.KnownForest.KaryHeap;
import io.grapevine.insights.graph.KnownForest.LargestProperDivisor;
import io.grapevine.insights.graph.KnownForest.RandomRecursive;
import io.grapevine.insights.graph.KnownForest.Star;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeStatsGoldenTest {

    static Stream<GoldenCases.Case> cases() {
        return GoldenCases.family("07_graph.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theShapeOfTheForestIsTheGoldenOne(GoldenCases.Case golden) throws Exception {
        // Given
        var forest = forest(golden.input());
        // When
        var stats = forest.stats();
        // Then
        var expected = golden.expected();
        assertThat(stats.nodes()).isEqualTo(expected.get("nodes").asInt());
        assertThat(stats.edges()).isEqualTo(expected.get("edges").asInt());
        assertThat(stats.roots()).isEqualTo(expected.get("roots").asInt());
        assertThat(stats.maxDepth()).isEqualTo(expected.get("max_depth").asInt());
        assertThat(stats.leaves()).isEqualTo(expected.get("leaves").asInt());
        assertThat(stats.maxChildren()).isEqualTo(expected.get("max_children").asInt());
        assertThat(stats.depthHistogram()).isEqualTo(integers(expected.get("depth_histogram")));
        if (expected.has("mean_depth"))
            assertThat(stats.meanDepth()).isCloseTo(expected.get("mean_depth").asDouble(), within(1e-11));
        if (expected.has("wiener_index")) assertTree(stats.trees().getFirst(), expected);
        if (expected.has("trees"))
            stats.trees().forEach(tree -> assertTree(tree, expected.get("trees").get(tree.root())));
        if (expected.has("largest_tree")) {
            var largest = stats.largestTree().orElseThrow();
            assertThat(largest.root())
                    .isEqualTo(expected.get("largest_tree").get("root").asText());
            assertTree(largest, expected.get("largest_tree"));
        }
        if (expected.has("generation_ratio"))
            for (var g = 0; g < expected.get("generation_ratio").size(); g++)
                assertThat(stats.generationRatios().get(g))
                        .isCloseTo(expected.get("generation_ratio").get(g).asDouble(), within(1e-11));
        if (golden.input().has("edge_list_sha256"))
            assertThat(edgeListHash(forest))
                    .isEqualTo(golden.input().get("edge_list_sha256").asText());
    }

    private static void assertTree(TreeStats tree, JsonNode expected) {
        if (expected.has("size"))
            assertThat(tree.size()).isEqualTo(expected.get("size").asInt());
        assertThat(tree.wienerIndex()).isEqualTo(expected.get("wiener_index").bigIntegerValue());
        var virality = expected.get("structural_virality");
        if (virality.isNull()) assertThat(tree.structuralVirality()).isNull();
        else assertThat(tree.structuralVirality()).isCloseTo(virality.asDouble(), within(1e-11));
    }

    private static ReferralForest forest(JsonNode input) throws Exception {
        if (input.has("generator")) return known(input.get("generator")).grow();
        var referrals = new ArrayList<Referral>();
        if (input.has("file"))
            try (var csv = new BufferedReader(
                    new InputStreamReader(GoldenCases.open(input.get("file").asText()), StandardCharsets.UTF_8))) {
                csv.lines()
                        .skip(1)
                        .map(line -> line.split(",", -1))
                        .forEach(row -> referrals.add(new Referral(row[0], row[1].isEmpty() ? null : row[1])));
            }
        else
            input.get("edges")
                    .forEach(edge -> referrals.add(new Referral(
                            edge.get(0).asText(),
                            edge.get(1).isNull() ? null : edge.get(1).asText())));
        return ReferralForest.of(referrals);
    }

    private static KnownForest known(JsonNode generator) {
        var n = generator.path("n").asInt();
        return switch (generator.get("kind").asText()) {
            case "star" -> new Star(n);
            case "chain" -> new Chain(n);
            case "kary_heap" -> new KaryHeap(n, generator.get("k").asInt());
            case "binomial_tree" -> new BinomialTree(generator.get("k").asInt());
            case "caterpillar" ->
                new Caterpillar(
                        generator.get("spine").asInt(), generator.get("legs").asInt());
            case "largest_proper_divisor" -> new LargestProperDivisor(n);
            case "splitmix64_recursive" ->
                new RandomRecursive(n, generator.get("seed").asLong());
            default -> throw new IllegalArgumentException(generator.toString());
        };
    }

    private static List<Integer> integers(JsonNode array) {
        var integers = new ArrayList<Integer>();
        array.forEach(node -> integers.add(node.asInt()));
        return integers;
    }

    private static String edgeListHash(ReferralForest forest) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var person = 0; person < forest.size(); person++)
            if (!forest.isRoot(person))
                digest.update((forest.idOf(person) + "," + forest.idOf(forest.parentOf(person)) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }
}
