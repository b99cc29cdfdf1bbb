/** An independent single-threaded model of the decisions: no code of the services, one pass over all facts at once. */
@NullMarked
package io.grapevine.acceptance.reference;

import org.jspecify.annotations.NullMarked;
