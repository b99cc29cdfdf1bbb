/** How the whole system stands, seen from its one origin. */
@NullMarked
package io.grapevine.console.overview;

import org.jspecify.annotations.NullMarked;
