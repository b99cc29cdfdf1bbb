package io.grapevine.insights.graph;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The largest trees of a program.
 *
 * @param people of all trees together
 */
public record Cascades(String programKey, int people, List<Cascade> cascades) {

    public Cascades {
        cascades = List.copyOf(cascades);
    }

    /**
     * One tree.
     *
     * @param externalId who began it
     * @param size people in it, who began it included
     * @param wienerIndex sum of the distances between all pairs, as text: it passes 64 bits
     * @param structuralVirality mean distance between two people; null for one person
     */
    public record Cascade(
            String externalId,
            int size,
            String wienerIndex,
            @Nullable Double structuralVirality) {
        static Cascade of(TreeStats tree) {
            return new Cascade(tree.root(), tree.size(), text(tree.wienerIndex()), tree.structuralVirality());
        }

        private static String text(BigInteger number) {
            return number.toString();
        }
    }

    public static Cascades of(String programKey, ForestShape shape, int most) {
        return new Cascades(
                programKey,
                shape.people(),
                shape.largestTrees(most).stream().map(Cascade::of).toList());
    }
}
