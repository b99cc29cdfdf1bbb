/** Time that tests turn by hand. */
@NullMarked
package io.grapevine.testkit.clock;

import org.jspecify.annotations.NullMarked;
