/** Who listens where. */
@NullMarked
package io.grapevine.local.port;

import org.jspecify.annotations.NullMarked;
