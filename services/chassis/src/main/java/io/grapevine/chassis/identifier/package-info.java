/** Prefixed, time-ordered ids. */
@NullMarked
package io.grapevine.chassis.identifier;

import org.jspecify.annotations.NullMarked;
