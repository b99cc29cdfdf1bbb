/** The shell of this feature: log, tables and API. */
@NullMarked
package io.grapevine.insights.decision.adapter;

import org.jspecify.annotations.NullMarked;
