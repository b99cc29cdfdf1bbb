/** The shell of this feature: log, tables and API. */
@NullMarked
package io.grapevine.insights.export.adapter;

import org.jspecify.annotations.NullMarked;
