/** Attribution alone on the log, beside plain inserts and a plain consumer. */
@NullMarked
package io.grapevine.benchmark.attribution.adapter;

import org.jspecify.annotations.NullMarked;
