/** The shell of this feature: log, tables and API. */
@NullMarked
package io.grapevine.insights.ring.adapter;

import org.jspecify.annotations.NullMarked;
