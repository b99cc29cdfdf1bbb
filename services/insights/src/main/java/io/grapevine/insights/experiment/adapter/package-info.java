/** The shell of this feature: tables, clock and API. */
@NullMarked
package io.grapevine.insights.experiment.adapter;

import org.jspecify.annotations.NullMarked;
