/** The shell of every decision: facts in, locks, load, decide, one commit, revisions out. */
@NullMarked
package io.grapevine.attribution.conversion.adapter;

import org.jspecify.annotations.NullMarked;
