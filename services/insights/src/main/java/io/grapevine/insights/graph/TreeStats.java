package io.grapevine.insights.graph;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One tree of the forest.
 *
 * @param root who started it
 * @param size people in it, the root included
 * @param wienerIndex sum of the distances between all pairs of people
 */
public record TreeStats(String root, int size, BigInteger wienerIndex) {

    public TreeStats {
        if (size < 1) throw new IllegalArgumentException("a tree has at least its root, was " + size);
    }

    /**
     * The mean distance between two people of the tree: close to 2 for a broadcast, growing with person-to-person spread (Goel,
     * Anderson, Hofman, Watts 2015). Null for a single person, who has no distance to anybody.
     */
    public @Nullable Double structuralVirality() {
        if (size == 1) return null;
        var pairs = (double) ((long) size * (size - 1) / 2);
        return wienerIndex.doubleValue() / pairs;
    }
}
