/** The shell of this feature: clock and log. */
@NullMarked
package io.grapevine.insights.alert.adapter;

import org.jspecify.annotations.NullMarked;
