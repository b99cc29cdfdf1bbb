/** Asks the log, the databases, the processes and the public API what has become of everything. */
@NullMarked
package io.grapevine.acceptance.faults.evidence;

import org.jspecify.annotations.NullMarked;
