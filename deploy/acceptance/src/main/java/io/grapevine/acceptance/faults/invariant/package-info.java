/** The promises as checks over what was found: pure, so that each can be shown to fail. */
@NullMarked
package io.grapevine.acceptance.faults.invariant;

import org.jspecify.annotations.NullMarked;
