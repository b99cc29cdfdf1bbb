/** What became of it: the latest revision of each conversion and the latest state of each reward. */
@NullMarked
package io.grapevine.insights.decision;

import org.jspecify.annotations.NullMarked;
