package io.grapevine.acceptance.outcome;

import java.util.List;

/** The shape of the referral forest; {@code depthHistogram} counts nodes by depth, roots first. */
public record GraphShape(int nodes, int edges, int roots, int maxDepth, List<Integer> depthHistogram) {
    public GraphShape {
        depthHistogram = List.copyOf(depthHistogram);
    }
}
