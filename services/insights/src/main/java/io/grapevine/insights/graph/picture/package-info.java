/** A branch of the graph as a picture: where everything stands, and how that is written down. */
@NullMarked
package io.grapevine.insights.graph.picture;

import org.jspecify.annotations.NullMarked;
