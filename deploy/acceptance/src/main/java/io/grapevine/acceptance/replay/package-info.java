/** Plays a log into the running system through its public API and reads back what came of it. */
@NullMarked
package io.grapevine.acceptance.replay;

import org.jspecify.annotations.NullMarked;
