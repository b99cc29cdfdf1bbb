/** Personal fields encrypted under a key of their own, and keyed hashes for matching. */
@NullMarked
package io.grapevine.chassis.personal;

import org.jspecify.annotations.NullMarked;
