package io.grapevine.insights.graph.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What graphs may take. */
@ConfigMapping(prefix = "grapevine.insights.graph")
interface GraphConfig {

    /** Of the heap, all graphs together; laying one out again needs half as much again for a moment. */
    @WithDefault("0.45")
    double shareOfHeap();
}
