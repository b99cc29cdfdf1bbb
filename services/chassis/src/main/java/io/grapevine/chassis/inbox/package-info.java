/** What a consumer has already seen, so that a second delivery has no effect. */
@NullMarked
package io.grapevine.chassis.inbox;

import org.jspecify.annotations.NullMarked;
