/** Decides golden cases through the pure cores of the services, and only those that a core exists for. */
@NullMarked
package io.grapevine.acceptance.golden;

import org.jspecify.annotations.NullMarked;
