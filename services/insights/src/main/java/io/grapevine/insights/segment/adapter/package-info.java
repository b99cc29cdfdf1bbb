/** The shell of this feature: log and tables. */
@NullMarked
package io.grapevine.insights.segment.adapter;

import org.jspecify.annotations.NullMarked;
