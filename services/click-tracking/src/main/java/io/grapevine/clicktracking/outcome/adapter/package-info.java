/** What became of events: tables fed by the log, answered over HTTP. */
@NullMarked
package io.grapevine.clicktracking.outcome.adapter;

import org.jspecify.annotations.NullMarked;
