/** Kills services at random while a log is replayed and proves that nothing was lost, doubled or miscounted. */
@NullMarked
package io.grapevine.acceptance.faults;

import org.jspecify.annotations.NullMarked;
