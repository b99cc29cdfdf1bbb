/** Time that tests turn by hand. */
@NullMarked
package io.grapevine.testkit.mutation;

import org.jspecify.annotations.NullMarked;
