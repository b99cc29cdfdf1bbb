/** The shell of this feature: log, tables and API. */
@NullMarked
package io.grapevine.insights.fact.adapter;

import org.jspecify.annotations.NullMarked;
