/** Does to the running system what the story says, and keeps asking the edge meanwhile. */
@NullMarked
package io.grapevine.acceptance.faults.infliction;

import org.jspecify.annotations.NullMarked;
